import type { Group } from "./derive";
import type { ItemPatch, Move, ProjectMeta, WorkItem } from "./model";
import { NONE } from "./model";
import type { GroupBy, OrderBy } from "./view-config";

/** Where something is dropped: a group, and the place among the ids shown there. */
export interface DropTarget {
  readonly group: string;
  /** Index in the group's ids as shown, the dragged item included if it is there. */
  readonly index: number;
}

export interface PlannedMove {
  readonly patch: ItemPatch;
  /** Only in manual order: elsewhere the position follows from the order. */
  readonly move: Move | null;
}

const STEP = 10_000;

/** The neighbours at `index`, the moved item itself left out of the count. */
export function neighboursAt(ids: readonly string[], index: number, movedId: string): Move {
  const from = ids.indexOf(movedId);
  const rest = from < 0 ? ids : ids.filter((id) => id !== movedId);
  const at = Math.max(0, Math.min(rest.length, from >= 0 && from < index ? index - 1 : index));
  return { after: rest[at - 1] ?? null, before: rest[at] ?? null };
}

/** Our guess of the sort order the server will choose, good enough until it answers. */
export function sortOrderBetween(
  move: Move,
  sortOrderOf: (id: string) => number | undefined,
): number {
  const above = move.after === null ? undefined : sortOrderOf(move.after);
  const below = move.before === null ? undefined : sortOrderOf(move.before);
  if (above !== undefined && below !== undefined) return (above + below) / 2;
  if (above !== undefined) return above + STEP;
  if (below !== undefined) return below - STEP;
  return STEP;
}

/** What changes on an item that goes from one group to another. */
export function groupPatch(
  item: WorkItem,
  groupBy: GroupBy,
  from: string | null,
  to: string,
  meta: ProjectMeta,
): ItemPatch {
  switch (groupBy) {
    case "none":
      return {};
    case "state":
      return item.state === to ? {} : { state: to };
    case "priority":
      return item.priority === to ? {} : { priority: to as WorkItem["priority"] };
    case "state_group": {
      const current = meta.states.find((state) => state.id === item.state);
      if (current?.group === to) return {};
      const inGroup = meta.states.filter((state) => state.group === to);
      const state = inGroup.find((candidate) => candidate.default) ?? inGroup[0];
      return state ? { state: state.id } : {};
    }
    case "assignee":
      return listPatch("assignees", item.assignees, from, to);
    case "label":
      return listPatch("labels", item.labels, from, to);
  }
}

/** Moving to a person replaces the person moved from; moving to “none” clears the list. */
function listPatch(
  field: "assignees" | "labels",
  current: readonly string[],
  from: string | null,
  to: string,
): ItemPatch {
  if (from === to) return {};
  if (to === NONE) return current.length === 0 ? {} : { [field]: [] };
  const kept = current.filter((id) => id !== from && id !== to);
  return { [field]: [...kept, to] };
}

export function planMove(
  item: WorkItem,
  groups: readonly Group[],
  from: string | null,
  target: DropTarget,
  view: { groupBy: GroupBy; orderBy: OrderBy },
  meta: ProjectMeta,
): PlannedMove | null {
  const patch = groupPatch(item, view.groupBy, from, target.group, meta);
  const ids = groups.find((group) => group.key === target.group)?.ids ?? [];
  const at = ids.indexOf(item.id);
  const staysPut = at >= 0 && (target.index === at || target.index === at + 1);
  const move =
    view.orderBy === "manual" && !staysPut ? neighboursAt(ids, target.index, item.id) : null;
  if (Object.keys(patch).length === 0 && move === null) return null;
  return { patch, move };
}

export type Direction = "up" | "down" | "previous" | "next";

/** The target of an Alt+arrow press, or why there is none. */
export function keyboardTarget(
  groups: readonly Group[],
  groupKey: string,
  itemId: string,
  direction: Direction,
  orderBy: OrderBy,
): DropTarget | { refused: string } {
  const column = groups.findIndex((group) => group.key === groupKey);
  const ids = groups[column]?.ids ?? [];
  const at = ids.indexOf(itemId);
  if (direction === "up" || direction === "down") {
    if (orderBy !== "manual")
      return { refused: "Choose the manual order to move items up or down." };
    if (direction === "up")
      return at <= 0 ? { refused: "Already at the top." } : { group: groupKey, index: at - 1 };
    return at >= ids.length - 1
      ? { refused: "Already at the bottom." }
      : { group: groupKey, index: at + 2 };
  }
  const next = groups[direction === "previous" ? column - 1 : column + 1];
  if (column < 0 || !next) {
    return {
      refused:
        direction === "previous" ? "Already in the first group." : "Already in the last group.",
    };
  }
  return { group: next.key, index: Math.min(Math.max(at, 0), next.ids.length) };
}
