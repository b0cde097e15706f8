import type { Group } from "../derive";
import type { ActiveItem } from "../use-item-surface";

/** Which card an arrow key leads to. Left and right skip empty columns and keep the height. */
export function neighbourCard(
  groups: readonly Group[],
  active: ActiveItem | null,
  key: string,
): ActiveItem | null {
  const column = groups.findIndex((group) => group.key === active?.group);
  const group = groups[column];
  if (!active || !group) return firstCard(groups);
  const at = group.ids.indexOf(active.id);
  switch (key) {
    case "ArrowDown":
      return cardAt(group, at + 1);
    case "ArrowUp":
      return cardAt(group, at - 1);
    case "ArrowRight":
      return across(groups, column, 1, at);
    case "ArrowLeft":
      return across(groups, column, -1, at);
    case "Home":
      return cardAt(group, 0);
    case "End":
      return cardAt(group, group.ids.length - 1);
    default:
      return null;
  }
}

export function firstCard(groups: readonly Group[]): ActiveItem | null {
  const group = groups.find((candidate) => candidate.ids.length > 0);
  return group ? cardAt(group, 0) : null;
}

function cardAt(group: Group, index: number): ActiveItem | null {
  const id = group.ids[index];
  return id === undefined ? null : { group: group.key, id };
}

function across(
  groups: readonly Group[],
  column: number,
  step: 1 | -1,
  height: number,
): ActiveItem | null {
  for (let next = column + step; next >= 0 && next < groups.length; next += step) {
    const group = groups[next];
    if (group && group.ids.length > 0) {
      return cardAt(group, Math.min(Math.max(height, 0), group.ids.length - 1));
    }
  }
  return null;
}
