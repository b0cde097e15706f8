import type { Label, Member, ProjectMeta, State, WorkItem } from "./model";
import { PRIORITIES, sortStates } from "./model";

/** Wire form of `GET …/snapshot`: one array per item, members and labels by index. */
export interface WireSnapshot {
  cursor: string;
  can_edit: boolean;
  states: State[];
  labels: Label[];
  members: Member[];
  fields: string[];
  items: unknown[][];
}

export interface Snapshot {
  cursor: string;
  canEdit: boolean;
  meta: ProjectMeta;
  items: WorkItem[];
}

type Row = Record<string, unknown>;

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
  const items = wire.items.map(
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

function seconds(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" ? Date.parse(value) / 1000 : 0;
}

/** Turns an item as the REST API answers it, or as the socket sends it, into ours. */
export function itemFromWire(row: Row): WorkItem {
  return {
    id: row.id as string,
    sequence_id: row.sequence_id as number,
    name: row.name as string,
    state: (row.state as string | null) ?? "",
    priority: PRIORITIES.find((priority) => priority === row.priority) ?? "none",
    assignees: (row.assignees as string[] | undefined) ?? EMPTY,
    labels: (row.labels as string[] | undefined) ?? EMPTY,
    parent: (row.parent as string | null) ?? null,
    start_date: (row.start_date as string | null) ?? null,
    target_date: (row.target_date as string | null) ?? null,
    sort_order: row.sort_order as number,
    created_at: seconds(row.created_at),
    updated_at: seconds(row.updated_at),
    completed_at: row.completed_at == null ? null : seconds(row.completed_at),
    created_by: (row.created_by as string | null) ?? null,
  };
}
