import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Group, View } from "./derive";
import { groupTitle } from "./group-names";
import type { MetaIndex } from "./ItemPieces";
import { useItemFocus } from "./item-focus";
import type { Direction, DropTarget } from "./move";
import { keyboardTarget, planMove } from "./move";
import type { PickerField, PickerRequest } from "./pickers/fields";
import { anchorOf } from "./pickers/fields";
import type { ProjectSession } from "./project-session";
import type { ViewConfig } from "./view-config";

export interface ActiveItem {
  readonly group: string;
  readonly id: string;
}

export interface MenuRequest {
  readonly itemId: string;
  readonly point: { x: number; y: number };
}

interface SurfaceInput {
  readonly session: ProjectSession;
  readonly groups: readonly Group[];
  readonly config: ViewConfig;
  readonly index: MetaIndex;
  /** The newest view, before React has rendered it. */
  readonly latest: () => View;
  readonly onPeek: (id: string) => void;
}

/** What list and board share: which item is active, its picker and menu, and how it moves. */
export function useItemSurface(input: SurfaceInput) {
  const [active, setActiveState] = useState<ActiveItem | null>(null);
  const [focusRequest, setFocusRequest] = useState<ActiveItem | null>(null);
  const [picker, setPicker] = useState<PickerRequest | null>(null);
  const [menu, setMenu] = useState<MenuRequest | null>(null);
  const state = useRef({ ...input, active });
  state.current = { ...input, active };

  const handlers = useMemo(() => {
    const setActive = (next: ActiveItem | null, withFocus = false) => {
      setActiveState(next);
      if (withFocus && next) setFocusRequest({ ...next });
    };

    const openPicker = (itemId: string, field: PickerField, element: Element) => {
      if (state.current.session.store.canEdit)
        setPicker({ itemId, field, anchor: anchorOf(element) });
    };

    const drop = (itemId: string, from: string | null, target: DropTarget, withFocus: boolean) => {
      const { session, groups, config, index, latest } = state.current;
      const item = session.store.get(itemId);
      if (!item || !session.store.canEdit) return;
      const planned = planMove(item, groups, from, target, config, session.store.meta);
      if (!planned) return;
      void session.mutations.edit(itemId, planned.patch, planned.move);
      const shown = latest().groups.find((group) => group.key === target.group)?.ids ?? [];
      const { name } = groupTitle(config.groupBy, target.group, index);
      const position = shown.indexOf(itemId) + 1;
      announce(
        position > 0
          ? `Moved to ${name}, position ${position} of ${shown.length}`
          : `Moved to ${name}, hidden by the filter`,
      );
      if (withFocus) setActive({ group: target.group, id: itemId }, true);
    };

    /** A closed pop-up gives focus back to its row, wherever the edit has taken it. */
    const refocus = () => {
      setTimeout(() => {
        const { active: current, latest } = state.current;
        const isLost = document.activeElement === document.body || document.activeElement === null;
        if (!current || !isLost) return;
        const home = homeOf(latest(), current);
        if (home) setActive(home, true);
      }, 50);
    };

    return {
      setActive,
      openPicker,
      openPickerAt: (itemId: string, field: PickerField, point: { x: number; y: number }) =>
        setPicker({
          itemId,
          field,
          anchor: { left: point.x, top: point.y, width: 1, height: 1 },
        }),
      openMenu: (itemId: string, point: { x: number; y: number }) => setMenu({ itemId, point }),
      drop,
      moveTo: (itemId: string, group: string) => {
        const { groups, active: current } = state.current;
        const length = groups.find((candidate) => candidate.key === group)?.ids.length ?? 0;
        drop(itemId, current?.group ?? null, { group, index: length }, true);
      },
      moveBy: (direction: Direction) => {
        const { groups, active: current, config } = state.current;
        if (!current) return;
        const target = keyboardTarget(groups, current.group, current.id, direction, config.orderBy);
        if ("refused" in target) announce(target.refused);
        else drop(current.id, current.group, target, true);
      },
      closePicker: () => {
        setPicker(null);
        refocus();
      },
      closeMenu: () => {
        setMenu(null);
        refocus();
      },
    };
  }, []);

  // Actions (keys, palette) speak to the item that is active here.
  useEffect(() => {
    if (!active) return;
    return useItemFocus.getState().enter({
      session: state.current.session,
      itemId: active.id,
      openPicker: (field) => {
        const element = elementOf(active);
        if (element) handlers.openPicker(active.id, field, element);
      },
      moveBy: handlers.moveBy,
      peek: () => state.current.onPeek(active.id),
    });
  }, [active, handlers]);

  return { active, focusRequest, picker, menu, ...handlers };
}

export type ItemSurface = ReturnType<typeof useItemSurface>;

export function domId(item: ActiveItem): string {
  return `item-${item.group}-${item.id}`;
}

export function elementOf(item: ActiveItem): HTMLElement | null {
  return document.getElementById(domId(item));
}

/** The place of an item after an edit: its group if it is still there, else the first that has it. */
function homeOf(view: View, item: ActiveItem): ActiveItem | null {
  const holds = (group: Group) => group.ids.includes(item.id);
  const same = view.groups.find((group) => group.key === item.group && holds(group));
  const home = same ?? view.groups.find(holds);
  return home ? { group: home.key, id: item.id } : null;
}
