import { useEffect, useRef, useState } from "react";
import { useItemFocus } from "../item-focus";
import type { PickerField, PickerRequest } from "../pickers/fields";
import { anchorOf } from "../pickers/fields";
import type { ProjectSession } from "../project-session";

/** Picker and keys of an opened item. */
export function useItemDetail(session: ProjectSession, itemId: string) {
  const [picker, setPicker] = useState<PickerRequest | null>(null);
  const root = useRef<HTMLElement>(null);
  const title = useRef<{ focus: () => void }>(null);
  const opener = useRef<Element | null>(null);

  const pick = (field: PickerField, element: Element) => {
    opener.current = element;
    setPicker({ itemId, field, anchor: anchorOf(element) });
  };
  const latestPick = useRef(pick);
  latestPick.current = pick;

  useEffect(
    () =>
      useItemFocus.getState().enter({
        session,
        itemId,
        openPicker: (field) => {
          const element = root.current?.querySelector(`[data-property="${field}"]`);
          if (element && session.store.canEdit) latestPick.current(field, element);
        },
        editTitle: () => title.current?.focus(),
      }),
    [session, itemId],
  );

  return {
    root,
    title,
    picker,
    pick,
    closePicker: () => {
      setPicker(null);
      const element = opener.current;
      setTimeout(() => {
        if (document.activeElement === document.body && element instanceof HTMLElement) {
          element.focus();
        }
      }, 50);
    },
  };
}
