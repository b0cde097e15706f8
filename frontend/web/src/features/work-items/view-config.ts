import type { Filter, FilterField, FilterOp } from "./filters";
import { CHOICE_FIELDS, CHOICE_OPS, DATE_FIELDS, DATE_OPS, isDateField } from "./filters";

/** How the work items of a project are shown. Lives in the URL, so a view can be sent as a link. */
export interface ViewConfig {
  readonly layout: Layout;
  readonly groupBy: GroupBy;
  readonly orderBy: OrderBy;
  /** `null`: the default for the layout and grouping. */
  readonly showEmpty: boolean | null;
  readonly filters: readonly Filter[];
  readonly text: string;
  readonly properties: readonly Property[];
}

export const LAYOUTS = ["list", "board"] as const;
export type Layout = (typeof LAYOUTS)[number];

export const GROUPINGS = ["state", "state_group", "priority", "assignee", "label", "none"] as const;
export type GroupBy = (typeof GROUPINGS)[number];

export const ORDERS = [
  "manual",
  "created",
  "updated",
  "start",
  "due",
  "priority",
  "title",
] as const;
export type OrderBy = (typeof ORDERS)[number];

export const PROPERTIES = [
  "key",
  "state",
  "priority",
  "labels",
  "start",
  "due",
  "assignees",
  "sub_items",
  "created",
  "updated",
] as const;
export type Property = (typeof PROPERTIES)[number];

export const GROUPING_NAMES: Record<GroupBy, string> = {
  state: "State",
  state_group: "State group",
  priority: "Priority",
  assignee: "Assignee",
  label: "Label",
  none: "None",
};

export const ORDER_NAMES: Record<OrderBy, string> = {
  manual: "Manual",
  created: "Last created",
  updated: "Last updated",
  start: "Start date",
  due: "Due date",
  priority: "Priority",
  title: "Title",
};

export const PROPERTY_NAMES: Record<Property, string> = {
  key: "ID",
  state: "State",
  priority: "Priority",
  labels: "Labels",
  start: "Start date",
  due: "Due date",
  assignees: "Assignees",
  sub_items: "Sub-items",
  created: "Created",
  updated: "Updated",
};

const DEFAULT_PROPERTIES: readonly Property[] = [
  "key",
  "state",
  "priority",
  "labels",
  "start",
  "due",
  "assignees",
  "sub_items",
];

export const DEFAULT_VIEW: ViewConfig = {
  layout: "list",
  groupBy: "state",
  orderBy: "manual",
  showEmpty: null,
  filters: [],
  text: "",
  properties: DEFAULT_PROPERTIES,
};

/** A board needs its columns to drop on; a list of people would be mostly empty headers. */
export function showsEmptyGroups(config: ViewConfig): boolean {
  if (config.showEmpty !== null) return config.showEmpty;
  return config.layout === "board" && config.groupBy !== "assignee" && config.groupBy !== "label";
}

function oneOf<T extends string>(list: readonly T[], value: string | null, fallback: T): T {
  return list.find((entry) => entry === value) ?? fallback;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function filterFromText(text: string): Filter | null {
  const [field, op, joined = ""] = text.split(":", 3);
  const fields: readonly string[] = [...CHOICE_FIELDS, ...DATE_FIELDS];
  if (!field || !op || !fields.includes(field)) return null;
  const known = field as FilterField;
  const isDate = isDateField(known);
  const ops: readonly string[] = isDate ? DATE_OPS : CHOICE_OPS;
  if (!ops.includes(op)) return null;
  const values = joined.split(",").filter((value) => value !== "");
  if (isDate && !values.every((value) => DAY.test(value))) return null;
  return { field: known, op: op as FilterOp, values };
}

function filterToText(filter: Filter): string {
  return `${filter.field}:${filter.op}:${filter.values.join(",")}`;
}

/** Reads what it understands and ignores the rest: an old or edited link must still open. */
export function viewFromParams(params: URLSearchParams): ViewConfig {
  const empty = params.get("empty");
  const shown = params.get("show");
  return {
    layout: oneOf(LAYOUTS, params.get("layout"), DEFAULT_VIEW.layout),
    groupBy: oneOf(GROUPINGS, params.get("group"), DEFAULT_VIEW.groupBy),
    orderBy: oneOf(ORDERS, params.get("order"), DEFAULT_VIEW.orderBy),
    showEmpty: empty === null ? null : empty === "1",
    filters: params.getAll("f").flatMap((text) => filterFromText(text) ?? []),
    text: params.get("q") ?? "",
    properties:
      shown === null
        ? DEFAULT_PROPERTIES
        : PROPERTIES.filter((property) => shown.split(",").includes(property)),
  };
}

/** Writes only what differs from the defaults, and leaves other parameters (`peek`) alone. */
export function viewToParams(view: ViewConfig, current: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(current);
  const put = (name: string, value: string | null) =>
    value === null ? params.delete(name) : params.set(name, value);
  put("layout", view.layout === DEFAULT_VIEW.layout ? null : view.layout);
  put("group", view.groupBy === DEFAULT_VIEW.groupBy ? null : view.groupBy);
  put("order", view.orderBy === DEFAULT_VIEW.orderBy ? null : view.orderBy);
  put("empty", view.showEmpty === null ? null : view.showEmpty ? "1" : "0");
  put("q", view.text === "" ? null : view.text);
  const shown = PROPERTIES.filter((property) => view.properties.includes(property)).join(",");
  put("show", shown === DEFAULT_PROPERTIES.join(",") ? null : shown);
  params.delete("f");
  for (const filter of view.filters) params.append("f", filterToText(filter));
  return params;
}

export function isFiltered(view: ViewConfig): boolean {
  return view.text.trim() !== "" || view.filters.length > 0;
}
