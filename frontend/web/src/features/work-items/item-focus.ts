import { create } from "zustand";
import type { Direction } from "./move";
import type { PickerField } from "./pickers/fields";
import type { ProjectSession } from "./project-session";

/** The item that keys and palette commands act on, and how its screen does so. */
export interface FocusedItem {
  readonly session: ProjectSession;
  readonly itemId: string;
  readonly openPicker: (field: PickerField) => void;
  /** Only where items have a place: list and board. */
  readonly moveBy?: (direction: Direction) => void;
  readonly peek?: () => void;
  readonly editTitle?: () => void;
}

interface ItemFocusState {
  readonly stack: readonly FocusedItem[];
  /** The innermost screen wins (a peek over its board). Answers how to leave. */
  enter(item: FocusedItem): () => void;
}

export const useItemFocus = create<ItemFocusState>((set) => ({
  stack: [],
  enter: (item) => {
    set(({ stack }) => ({ stack: [...stack, item] }));
    return () => set(({ stack }) => ({ stack: stack.filter((entry) => entry !== item) }));
  },
}));

export function focusedItem(): FocusedItem | undefined {
  return useItemFocus.getState().stack.at(-1);
}
