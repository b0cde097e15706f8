/** The properties that open a picker. */
export const PICKER_FIELDS = [
  "state",
  "priority",
  "assignees",
  "labels",
  "start_date",
  "target_date",
  "parent",
  "group",
] as const;
export type PickerField = (typeof PICKER_FIELDS)[number];

export const PICKER_NAMES: Record<PickerField, string> = {
  state: "State",
  priority: "Priority",
  assignees: "Assignees",
  labels: "Labels",
  start_date: "Start date",
  target_date: "Due date",
  parent: "Parent",
  group: "Move to",
};

export function isPickerField(value: string | undefined): value is PickerField {
  return (PICKER_FIELDS as readonly (string | undefined)[]).includes(value);
}

/** Where a picker hangs: the box of what was pressed, kept because a row may move away under it. */
export interface PickerAnchor {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface PickerRequest {
  readonly itemId: string;
  readonly field: PickerField;
  readonly anchor: PickerAnchor;
}

export function anchorOf(element: Element): PickerAnchor {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}
