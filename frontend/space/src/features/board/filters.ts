import type { PublicItem, PublicState, StateGroup } from "@treasury-plane/api/types";

/** Narrows the board; empty lists let everything through. */
export interface Filters {
  states: readonly string[];
  priorities: readonly string[];
  labels: readonly string[];
  search: string;
}

export type Layout = "list" | "kanban";

/** The address keeps filters, layout and the open item, so that a view can be shared. */
export function readFilters(params: URLSearchParams): Filters {
  const list = (name: string) => params.get(name)?.split(",").filter(Boolean) ?? [];
  return {
    states: list("states"),
    priorities: list("priorities"),
    labels: list("labels"),
    search: params.get("search") ?? "",
  };
}

/** Sets or, with what is empty, removes parameters. */
export function withParams(
  params: URLSearchParams,
  changes: Record<string, string | readonly string[] | null>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    const text = typeof value === "string" ? value : (value?.join(",") ?? "");
    if (text === "") next.delete(name);
    else next.set(name, text);
  }
  return next;
}

export function filterCount({ states, priorities, labels, search }: Filters): number {
  return [states.length, priorities.length, labels.length, search.trim().length].filter(Boolean)
    .length;
}

export function applyFilters(
  items: readonly PublicItem[],
  filters: Filters,
  identifier: string,
): readonly PublicItem[] {
  if (filterCount(filters) === 0) return items;
  const states = new Set(filters.states);
  const priorities = new Set<string>(filters.priorities);
  const labels = new Set(filters.labels);
  const words = filters.search.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    if (states.size > 0 && !states.has(item.state_id)) return false;
    if (priorities.size > 0 && !priorities.has(item.priority)) return false;
    if (labels.size > 0 && !item.label_ids.some((id) => labels.has(id))) return false;
    if (words.length === 0) return true;
    const text = `${identifier}-${item.sequence_id} ${item.name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export interface Group {
  state: PublicState;
  items: PublicItem[];
}

const GROUP_ORDER: readonly StateGroup[] = [
  "backlog",
  "unstarted",
  "started",
  "completed",
  "cancelled",
];

/** Items by state, in the order work moves; inside a state as the project has them. */
export function groupByState(
  states: readonly PublicState[],
  items: readonly PublicItem[],
): Group[] {
  const groups = new Map<string, Group>(
    states
      .toSorted(
        (a, b) =>
          GROUP_ORDER.indexOf(a.group) - GROUP_ORDER.indexOf(b.group) || a.sequence - b.sequence,
      )
      .map((state) => [state.id, { state, items: [] }]),
  );
  for (const item of items) groups.get(item.state_id)?.items.push(item);
  return [...groups.values()];
}
