import type { WorkItem as ApiWorkItem, Snapshot as WireSnapshot } from "@treasury-plane/api/types";
import type { ProjectMeta, WorkItem } from "./model";
import { PRIORITIES, sortStates } from "./model";

export interface Snapshot {
  cursor: string;
  canEdit: boolean;
  meta: ProjectMeta;
  items: WorkItem[];
}

/** The fields that the REST answer and the socket's row share. */
type Row = Pick<
  ApiWorkItem,
  | "id"
  | "sequence_id"
  | "name"
  | "state"
  | "priority"
  | "assignees"
  | "labels"
  | "parent"
  | "start_date"
  | "target_date"
  | "sort_order"
  | "created_by"
> & {
  created_at: number | string;
  updated_at: number | string;
  completed_at: number | string | null;
};

/** Index of each field in a row. Rows are read by name so that the server may add columns. */
function columnsOf(fields: readonly string[]): (name: string) => number {
  const index = new Map(fields.map((field, position) => [field, position]));
  return (name) => {
    const position = index.get(name);
    if (position === undefined) throw new Error(`The snapshot has no column “${name}”.`);
    return position;
  };
}

function pick<T>(list: readonly T[], index: unknown): T | undefined {
  return typeof index === "number" ? list[index] : undefined;
}

function pickAll(list: readonly { id: string }[], indexes: unknown): readonly string[] {
  const all = indexes as number[] | null;
  if (!all || all.length === 0) return EMPTY;
  const ids: string[] = [];
  for (const index of all) {
    const entry = list[index];
    if (entry) ids.push(entry.id);
  }
  return ids;
}

const EMPTY: readonly string[] = Object.freeze([]);

export function decodeSnapshot(wire: WireSnapshot): Snapshot {
  const at = columnsOf(wire.fields);
  const column = {
    id: at("id"),
    sequence: at("sequence_id"),
    name: at("name"),
    state: at("state"),
    priority: at("priority"),
    assignees: at("assignees"),
    labels: at("labels"),
    parent: at("parent"),
    start: at("start_date"),
    target: at("target_date"),
    sort: at("sort_order"),
    created: at("created_at"),
    updated: at("updated_at"),
    completed: at("completed_at"),
    creator: at("created_by"),
  };
  const fallbackState = wire.states[0]?.id ?? "";
  const items = (wire.items as readonly (readonly unknown[])[]).map(
    (row): WorkItem => ({
      id: row[column.id] as string,
      sequence_id: row[column.sequence] as number,
      name: row[column.name] as string,
      state: pick(wire.states, row[column.state])?.id ?? fallbackState,
      priority: pick(PRIORITIES, row[column.priority]) ?? "none",
      assignees: pickAll(wire.members, row[column.assignees]),
      labels: pickAll(wire.labels, row[column.labels]),
      parent: (row[column.parent] as string | null) ?? null,
      start_date: (row[column.start] as string | null) ?? null,
      target_date: (row[column.target] as string | null) ?? null,
      sort_order: row[column.sort] as number,
      created_at: row[column.created] as number,
      updated_at: row[column.updated] as number,
      completed_at: (row[column.completed] as number | null) ?? null,
      created_by: pick(wire.members, row[column.creator])?.id ?? null,
    }),
  );
  return {
    cursor: wire.cursor,
    canEdit: wire.can_edit,
    meta: { states: sortStates(wire.states), labels: wire.labels, members: wire.members },
    items,
  };
}

function seconds(value: number | string): number {
  return typeof value === "number" ? value : Date.parse(value) / 1000;
}

/** Turns an item as the REST API answers it, or as the socket sends it, into ours. */
export function itemFromWire(row: Row): WorkItem {
  return {
    id: row.id,
    sequence_id: row.sequence_id,
    name: row.name,
    state: row.state,
    priority: row.priority,
    assignees: row.assignees,
    labels: row.labels,
    parent: row.parent,
    start_date: row.start_date,
    target_date: row.target_date,
    sort_order: row.sort_order,
    created_at: seconds(row.created_at),
    updated_at: seconds(row.updated_at),
    completed_at: row.completed_at === null ? null : seconds(row.completed_at),
    created_by: row.created_by,
  };
}
