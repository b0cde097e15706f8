import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import type { Edge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import {
  attachClosestEdge,
  extractClosestEdge,
} from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import type { RefObject } from "react";
import { useEffect, useRef, useState } from "react";
import type { Group } from "./derive";
import type { DropTarget } from "./move";

interface DragData extends Record<string | symbol, unknown> {
  readonly kind: "work-item";
  readonly itemId: string;
  readonly group: string;
}

function isItem(data: Record<string | symbol, unknown>): data is DragData {
  return data.kind === "work-item";
}

interface ItemDrag {
  readonly itemId: string;
  readonly group: string;
  readonly isEnabled: boolean;
  /** Without an own place (order is not manual) dropping on an item means dropping on its group. */
  readonly hasPlaces: boolean;
}

/** Makes a row or card draggable, and a place to drop beside. */
export function useItemDrag(ref: RefObject<HTMLElement | null>, drag: ItemDrag) {
  const { itemId, group, isEnabled, hasPlaces } = drag;
  const [edge, setEdge] = useState<Edge | null>(null);
  const [isDragging, setDragging] = useState(false);

  useEffect(() => {
    const element = ref.current;
    if (!element || !isEnabled) return;
    const data: DragData = { kind: "work-item", itemId, group };
    return combine(
      draggable({
        element,
        getInitialData: () => data,
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => isItem(source.data) && source.data.itemId !== itemId,
        getData: ({ input }) =>
          hasPlaces
            ? attachClosestEdge({ ...data }, { element, input, allowedEdges: ["top", "bottom"] })
            : { kind: "group", group },
        onDrag: ({ self }) => setEdge(extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [ref, itemId, group, isEnabled, hasPlaces]);

  return { edge, isDragging };
}

/** A column or a group's header: dropping on it means its end. */
export function useGroupDrop(
  ref: RefObject<HTMLElement | null>,
  group: string,
  isEnabled: boolean,
): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || !isEnabled) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => isItem(source.data),
      getData: () => ({ kind: "group", group }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [ref, group, isEnabled]);
  return isOver;
}

type OnDrop = (itemId: string, from: string, target: DropTarget) => void;

/** Reports drops of items on this screen. */
export function useDropMonitor(groups: readonly Group[], onDrop: OnDrop): void {
  const current = useRef({ groups, onDrop });
  current.current = { groups, onDrop };
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => isItem(source.data),
        onDrop: ({ source, location }) => {
          if (!isItem(source.data)) return;
          const inner = location.current.dropTargets[0];
          if (!inner) return;
          const group = String(inner.data.group);
          const ids = current.current.groups.find((entry) => entry.key === group)?.ids ?? [];
          const at = isItem(inner.data) ? ids.indexOf(inner.data.itemId) : -1;
          const isBelow = extractClosestEdge(inner.data) === "bottom";
          const index = at < 0 ? ids.length : at + (isBelow ? 1 : 0);
          current.current.onDrop(source.data.itemId, source.data.group, { group, index });
        },
      }),
    [],
  );
}
