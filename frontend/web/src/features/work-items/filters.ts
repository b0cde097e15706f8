import type { Priority, ProjectMeta, State, WorkItem } from "./model";
import { NONE } from "./model";

/** What a filter chip says: `property ▸ operator ▸ value(s)`. Chips are joined by AND. */
export interface Filter {
  readonly field: FilterField;
  readonly op: FilterOp;
  /** Ids, priorities, state groups, `none`, or dates, depending on the field. */
  readonly values: readonly string[];
}

export const CHOICE_FIELDS = ["state", "state_group", "priority", "assignee", "label"] as const;
export const DATE_FIELDS = ["start", "due", "created", "updated"] as const;
export type ChoiceField = (typeof CHOICE_FIELDS)[number];
export type DateField = (typeof DATE_FIELDS)[number];
export type FilterField = ChoiceField | DateField;

export const CHOICE_OPS = ["is", "not"] as const;
export const DATE_OPS = ["before", "after", "between", "empty"] as const;
export type FilterOp = (typeof CHOICE_OPS)[number] | (typeof DATE_OPS)[number];

export const FIELD_NAMES: Record<FilterField, string> = {
  state: "State",
  state_group: "State group",
  priority: "Priority",
  assignee: "Assignee",
  label: "Label",
  start: "Start date",
  due: "Due date",
  created: "Created",
  updated: "Updated",
};

export function isDateField(field: FilterField): field is DateField {
  return (DATE_FIELDS as readonly string[]).includes(field);
}

/** The words between the property and its values on a chip. */
export function operatorName(filter: Pick<Filter, "op" | "values">): string {
  switch (filter.op) {
    case "is":
      return filter.values.length > 1 ? "is any of" : "is";
    case "not":
      return filter.values.length > 1 ? "is none of" : "is not";
    case "before":
      return "before";
    case "after":
      return "after";
    case "between":
      return "between";
    case "empty":
      return "is empty";
  }
}

/** A half-made chip (no values yet) filters nothing. */
export function isComplete(filter: Filter): boolean {
  if (filter.op === "empty") return true;
  return filter.op === "between" ? filter.values.length === 2 : filter.values.length > 0;
}

type Test = (item: WorkItem) => boolean;

function dateOf(item: WorkItem, field: DateField): string | null {
  switch (field) {
    case "start":
      return item.start_date;
    case "due":
      return item.target_date;
    case "created":
      return localDay(item.created_at);
    case "updated":
      return localDay(item.updated_at);
  }
}

/** The calendar day, in the reader's zone, of a moment in unix seconds. */
export function localDay(seconds: number): string {
  const date = new Date(seconds * 1000);
  const month = String(date.getMonth() + 1).padStart(2, "0");
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, "0")}`;
}

function dateTest(filter: Filter, field: DateField): Test {
  const [first = "", second = ""] = filter.values;
  switch (filter.op) {
    case "empty":
      return (item) => dateOf(item, field) === null;
    case "before":
      return (item) => (dateOf(item, field) ?? first) < first;
    case "after":
      return (item) => (dateOf(item, field) ?? first) > first;
    default: {
      const [from, to] = first <= second ? [first, second] : [second, first];
      return (item) => {
        const day = dateOf(item, field);
        return day !== null && day >= from && day <= to;
      };
    }
  }
}

function choiceTest(filter: Filter, states: ReadonlyMap<string, State>): Test {
  const wanted = new Set(filter.values);
  const anyOf = (ids: readonly string[]) =>
    ids.length === 0 ? wanted.has(NONE) : ids.some((id) => wanted.has(id));
  switch (filter.field) {
    case "state":
      return (item) => wanted.has(item.state);
    case "state_group":
      return (item) => wanted.has(states.get(item.state)?.group ?? "");
    case "priority":
      return (item) => wanted.has(item.priority satisfies Priority);
    case "assignee":
      return (item) => anyOf(item.assignees);
    default:
      return (item) => anyOf(item.labels);
  }
}

/** One predicate for all chips and the search text; `null` when nothing is filtered. */
export function compileFilters(
  filters: readonly Filter[],
  text: string,
  meta: ProjectMeta,
): Test | null {
  const states = new Map(meta.states.map((state) => [state.id, state]));
  const tests: Test[] = filters.filter(isComplete).map((filter) => {
    if (isDateField(filter.field)) return dateTest(filter, filter.field);
    const test = choiceTest(filter, states);
    return filter.op === "not" ? (item) => !test(item) : test;
  });
  const matchesText = compileText(text);
  if (matchesText) tests.push((item) => matchesText(item));
  if (tests.length === 0) return null;
  return (item) => tests.every((test) => test(item));
}

/** Every word must occur in the title, or the text is the item's number. */
export function compileText(text: string): Test | null {
  const query = text.trim().toLowerCase();
  if (query === "") return null;
  const number = /^(?:[a-z][a-z0-9]*-)?#?(\d+)$/.exec(query)?.[1];
  const words = query.split(/\s+/);
  return (item) => {
    if (number !== undefined && String(item.sequence_id) === number) return true;
    const name = item.name.toLowerCase();
    return words.every((word) => name.includes(word));
  };
}
