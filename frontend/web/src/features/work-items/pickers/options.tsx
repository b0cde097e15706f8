import { Avatar } from "@treasury-plane/ui/Avatar";
import { ColorDot } from "@treasury-plane/ui/LabelChip";
import type { PickerItem } from "@treasury-plane/ui/PickerList";
import { PriorityIcon } from "@treasury-plane/ui/PriorityIcon";
import { StateIcon } from "@treasury-plane/ui/StateIcon";
import { StateMark } from "../ItemPieces";
import type { ProjectMeta } from "../model";
import { memberName, PRIORITIES, PRIORITY_NAMES, STATE_GROUP_NAMES, STATE_GROUPS } from "../model";

/** What pickers and filters offer for each property. */

export function stateOptions(meta: ProjectMeta): PickerItem[] {
  return meta.states.map((state) => ({
    id: state.id,
    label: state.name,
    keywords: STATE_GROUP_NAMES[state.group],
    icon: <StateMark state={state} />,
  }));
}

export function stateGroupOptions(): PickerItem[] {
  return STATE_GROUPS.map((group) => ({
    id: group,
    label: STATE_GROUP_NAMES[group],
    icon: <StateIcon group={group} />,
  }));
}

export function priorityOptions(): PickerItem[] {
  return PRIORITIES.map((priority) => ({
    id: priority,
    label: PRIORITY_NAMES[priority],
    icon: <PriorityIcon priority={priority} />,
  }));
}

/** People who can be chosen; the ones in `chosen` stay listed even when they have left. */
export function memberOptions(meta: ProjectMeta, chosen: readonly string[] = []): PickerItem[] {
  return meta.members
    .filter((member) => member.is_active || chosen.includes(member.id))
    .map((member) => ({
      id: member.id,
      label: memberName(member),
      keywords: `${member.first_name} ${member.last_name}`,
      icon: <Avatar person={{ ...member, display_name: memberName(member) }} size={20} />,
      ...(member.is_active ? {} : { description: "No longer active" }),
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

export function labelOptions(meta: ProjectMeta): PickerItem[] {
  return meta.labels
    .map((label) => ({
      id: label.id,
      label: label.name,
      icon: <ColorDot color={label.color} size={10} />,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
