import type { Action } from "@treasury-plane/kit/actions/types";
import { useActions } from "@treasury-plane/kit/actions/use-actions";
import type { RefObject } from "react";
import { useMemo, useRef } from "react";
import { layoutActions, moveActions, readOnly } from "./actions";
import { itemActions } from "./item-actions";
import type { Step } from "./layout-props";
import type { ProjectSession } from "./project-session";
import type { ChangeView } from "./use-view-config";
import type { ViewConfig } from "./view-config";

export interface ItemActionInput {
  readonly session: ProjectSession;
  readonly identifier: string;
  readonly config: ViewConfig;
  readonly change: ChangeView;
  readonly stepper: RefObject<Step | null>;
  readonly focusSearch: () => void;
  readonly openFilter: () => void;
  readonly onDelete: (id: string) => void;
}

/** Registers the commands of list and board while they are on the screen. */
export function useItemActions(input: ItemActionInput): void {
  const latest = useRef(input);
  latest.current = input;
  const actions = useMemo<readonly Action[]>(
    () => [
      ...layoutActions(latest),
      ...itemActions({
        identifier: () => latest.current.identifier,
        readOnly: () => readOnly(latest),
        onDelete: (id) => latest.current.onDelete(id),
      }),
      ...moveActions(latest),
    ],
    [],
  );
  useActions("work-items", actions);
}
