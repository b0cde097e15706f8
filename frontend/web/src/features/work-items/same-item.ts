import type { ItemPatch, WorkItem } from "./model";

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((value, index) => value === b[index]));
}

function sameValue(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) ? sameList(a, b) : a === b;
}

/** Whether anything a screen could show differs. */
export function sameItem(a: WorkItem, b: WorkItem): boolean {
  return (Object.keys(a) as (keyof WorkItem)[]).every((key) => sameValue(a[key], b[key]));
}

/** Order of assignees and labels carries no meaning, and the server picks the exact sort order. */
export function agrees(item: WorkItem, patch: ItemPatch): boolean {
  return (Object.keys(patch) as (keyof ItemPatch)[]).every((key) => {
    if (key === "sort_order") return true;
    const ours = patch[key];
    const theirs = item[key];
    if (!Array.isArray(ours)) return ours === theirs;
    const list = theirs as readonly string[];
    return ours.length === list.length && ours.every((value) => list.includes(value));
  });
}
