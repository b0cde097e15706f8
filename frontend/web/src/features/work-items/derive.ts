import { compileFilters } from "./filters";
import type { ProjectMeta, WorkItem } from "./model";
import { memberName, NONE, PRIORITIES, STATE_GROUPS } from "./model";
import type { ItemChange } from "./store";
import type { GroupBy, OrderBy, ViewConfig } from "./view-config";

/**
 * From all items to what is on the screen: filter, sort, group. Pure, and measured on the 12,041
 * items of a real project. One change moves ids between the groups it concerns and leaves every
 * other group the same array, so that unconcerned columns do not render.
 */

export interface Group {
  readonly key: string;
  readonly ids: readonly string[];
}

export interface View {
  readonly groups: readonly Group[];
  /** Items that pass the filters; an item in two groups counts once. */
  readonly total: number;
}

export type DeriveConfig = Pick<ViewConfig, "groupBy" | "orderBy" | "filters" | "text">;

type Compare = (a: WorkItem, b: WorkItem) => number;

/** The one group of an ungrouped view. */
export const ALL = "all";

const PRIORITY_RANK = new Map(PRIORITIES.map((priority, index) => [priority, index]));
const titleCollator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function byDate(read: (item: WorkItem) => string | null): Compare {
  return (a, b) => {
    const left = read(a);
    const right = read(b);
    if (left === right) return 0;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right ? -1 : 1;
  };
}

const ORDERINGS: Record<OrderBy, Compare> = {
  manual: (a, b) => a.sort_order - b.sort_order,
  created: (a, b) => b.created_at - a.created_at,
  updated: (a, b) => b.updated_at - a.updated_at,
  start: byDate((item) => item.start_date),
  due: byDate((item) => item.target_date),
  priority: (a, b) => (PRIORITY_RANK.get(a.priority) ?? 0) - (PRIORITY_RANK.get(b.priority) ?? 0),
  title: (a, b) => titleCollator.compare(a.name, b.name),
};

/** Total order: equal keys fall back to the manual order and then to the number. */
export function comparator(orderBy: OrderBy): Compare {
  const primary = ORDERINGS[orderBy];
  return (a, b) => primary(a, b) || a.sort_order - b.sort_order || a.sequence_id - b.sequence_id;
}

/** The keys of the groups an item belongs to. */
export function groupKeysOf(
  item: WorkItem,
  groupBy: GroupBy,
  stateGroups: ReadonlyMap<string, string>,
): readonly string[] {
  switch (groupBy) {
    case "none":
      return [ALL];
    case "state":
      return [item.state];
    case "state_group":
      return [stateGroups.get(item.state) ?? "backlog"];
    case "priority":
      return [item.priority];
    case "assignee":
      return item.assignees.length === 0 ? [NONE] : item.assignees;
    case "label":
      return item.labels.length === 0 ? [NONE] : item.labels;
  }
}

function stateGroupIndex(meta: ProjectMeta): Map<string, string> {
  return new Map(meta.states.map((state) => [state.id, state.group]));
}

/** All possible groups in the order they are shown. */
function groupOrder(groupBy: GroupBy, meta: ProjectMeta): string[] {
  switch (groupBy) {
    case "none":
      return [ALL];
    case "state":
      return meta.states.map((state) => state.id);
    case "state_group":
      return [...STATE_GROUPS];
    case "priority":
      return [...PRIORITIES];
    case "assignee": {
      const members = [...meta.members].sort((a, b) =>
        titleCollator.compare(memberName(a), memberName(b)),
      );
      return [NONE, ...members.map((member) => member.id)];
    }
    case "label": {
      const labels = [...meta.labels].sort((a, b) => titleCollator.compare(a.name, b.name));
      return [NONE, ...labels.map((label) => label.id)];
    }
  }
}

export function deriveView(
  items: ReadonlyMap<string, WorkItem>,
  config: DeriveConfig,
  meta: ProjectMeta,
): View {
  const passes = compileFilters(config.filters, config.text, meta);
  const shown: WorkItem[] = [];
  for (const item of items.values()) if (!passes || passes(item)) shown.push(item);
  shown.sort(comparator(config.orderBy));

  const stateGroups = stateGroupIndex(meta);
  const buckets = new Map<string, string[]>(
    groupOrder(config.groupBy, meta).map((key) => [key, []]),
  );
  for (const item of shown) {
    for (const key of groupKeysOf(item, config.groupBy, stateGroups)) {
      const bucket = buckets.get(key);
      if (bucket) bucket.push(item.id);
      else buckets.set(key, [item.id]);
    }
  }
  const groups = [...buckets].map(([key, ids]): Group => ({ key, ids }));
  return { groups, total: shown.length };
}

/** Above this many changes at once a fresh derivation is cheaper than moving ids one by one. */
const INCREMENTAL_LIMIT = 64;

/** The view after `changes`. Groups that no change concerns keep their identity. */
export function updateView(
  view: View,
  changes: readonly ItemChange[],
  items: ReadonlyMap<string, WorkItem>,
  config: DeriveConfig,
  meta: ProjectMeta,
): View {
  if (changes.length > INCREMENTAL_LIMIT) return deriveView(items, config, meta);
  const passes = compileFilters(config.filters, config.text, meta);
  const compare = comparator(config.orderBy);
  const stateGroups = stateGroupIndex(meta);
  const keysOf = (item: WorkItem | undefined): readonly string[] =>
    item && (!passes || passes(item)) ? groupKeysOf(item, config.groupBy, stateGroups) : [];

  // All removals first: the binary search below needs groups that are in order.
  const edited = new Map<string, string[]>();
  const insertions: { key: string; item: WorkItem }[] = [];
  const idsOf = (key: string): string[] => {
    const known = edited.get(key);
    if (known) return known;
    const copy = [...(view.groups.find((group) => group.key === key)?.ids ?? [])];
    edited.set(key, copy);
    return copy;
  };
  let total = view.total;
  for (const { id, prev, next } of changes) {
    const before = keysOf(prev);
    const after = keysOf(next);
    total += Math.sign(after.length) - Math.sign(before.length);
    const sameSpot = prev !== undefined && next !== undefined && compare(prev, next) === 0;
    for (const key of before) {
      if (sameSpot && after.includes(key)) continue;
      const ids = idsOf(key);
      const at = ids.indexOf(id);
      if (at >= 0) ids.splice(at, 1);
    }
    for (const key of after) {
      if (!next || (sameSpot && before.includes(key))) continue;
      insertions.push({ key, item: next });
    }
  }
  for (const { key, item } of insertions) {
    const ids = idsOf(key);
    ids.splice(placeOf(item, ids, items, compare), 0, item.id);
  }
  if (edited.size === 0 && total === view.total) return view;
  const groups = view.groups.map((group) => {
    const ids = edited.get(group.key);
    edited.delete(group.key);
    return ids ? { key: group.key, ids } : group;
  });
  for (const [key, ids] of edited) if (ids.length > 0) groups.push({ key, ids });
  return { groups, total };
}

/** Where `item` belongs in a sorted group. */
function placeOf(
  item: WorkItem,
  ids: readonly string[],
  items: ReadonlyMap<string, WorkItem>,
  compare: Compare,
): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = items.get(ids[middle] ?? "");
    if (other && compare(other, item) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function withoutEmpty(groups: readonly Group[]): readonly Group[] {
  return groups.filter((group) => group.ids.length > 0);
}
