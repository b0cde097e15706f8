import { Avatar } from "@treasury-plane/ui/Avatar";
import type { PickerItem } from "@treasury-plane/ui/PickerList";
import { Tag } from "lucide-react";
import { longDay } from "../days";
import type { ChoiceField, Filter } from "../filters";
import { isDateField } from "../filters";
import type { ProjectMeta } from "../model";
import { NONE } from "../model";
import {
  labelOptions,
  memberOptions,
  priorityOptions,
  stateGroupOptions,
  stateOptions,
} from "../pickers/options";

/** What can be chosen for a property in a filter. */
export function filterOptions(
  field: ChoiceField,
  meta: ProjectMeta,
  chosen: readonly string[] = [],
): PickerItem[] {
  switch (field) {
    case "state":
      return stateOptions(meta);
    case "state_group":
      return stateGroupOptions();
    case "priority":
      return priorityOptions();
    case "assignee":
      return [
        { id: NONE, label: "No assignee", icon: <Avatar person={null} size={20} /> },
        ...memberOptions({ ...meta, members: meta.members }, [
          ...chosen,
          ...meta.members.map((member) => member.id),
        ]),
      ];
    case "label":
      return [
        { id: NONE, label: "No label", icon: <Tag size={13} aria-hidden="true" /> },
        ...labelOptions(meta),
      ];
  }
}

/** The values of a chip in words: one is named, several are counted. */
export function valuesText(filter: Filter, meta: ProjectMeta): string {
  const { field, values } = filter;
  if (filter.op === "empty") return "";
  if (values.length === 0) return "choose…";
  if (isDateField(field)) return values.map(longDay).join(" and ");
  const options = filterOptions(field, meta, values);
  const names = values.map(
    (value) => options.find((option) => option.id === value)?.label ?? "(gone)",
  );
  return names.length > 2
    ? `${names.slice(0, 2).join(", ")} +${names.length - 2}`
    : names.join(", ");
}
