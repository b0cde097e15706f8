import { Avatar } from "@treasury-plane/ui/Avatar";
import { ColorDot } from "@treasury-plane/ui/LabelChip";
import { PriorityIcon } from "@treasury-plane/ui/PriorityIcon";
import { StateIcon } from "@treasury-plane/ui/StateIcon";
import { CircleDashed, Tag } from "lucide-react";
import type { ReactNode } from "react";
import type { MetaIndex } from "./ItemPieces";
import { StateMark } from "./ItemPieces";
import type { Priority, StateGroup } from "./model";
import { memberName, NONE, PRIORITY_NAMES, STATE_GROUP_NAMES } from "./model";
import type { GroupBy } from "./view-config";

/** What the header of a group says. */
export interface GroupTitle {
  readonly name: string;
  readonly icon: ReactNode;
}

export function groupTitle(groupBy: GroupBy, key: string, index: MetaIndex): GroupTitle {
  switch (groupBy) {
    case "none":
      return { name: "All work items", icon: null };
    case "state": {
      const state = index.states.get(key);
      return { name: state?.name ?? "Unknown state", icon: <StateMark state={state} size={16} /> };
    }
    case "state_group":
      return {
        name: STATE_GROUP_NAMES[key as StateGroup] ?? key,
        icon: <StateIcon group={key as StateGroup} size={16} />,
      };
    case "priority":
      return {
        name: PRIORITY_NAMES[key as Priority] ?? key,
        icon: <PriorityIcon priority={key as Priority} size={16} />,
      };
    case "assignee": {
      if (key === NONE) return { name: "No assignee", icon: <Avatar person={null} size={20} /> };
      const member = index.members.get(key);
      const name = member ? memberName(member) : "Former member";
      return {
        name,
        icon: <Avatar person={member ? { ...member, display_name: name } : null} size={20} />,
      };
    }
    case "label": {
      if (key === NONE) return { name: "No label", icon: <Tag size={14} aria-hidden="true" /> };
      const label = index.labels.get(key);
      return {
        name: label?.name ?? "Deleted label",
        icon: label ? (
          <ColorDot color={label.color} size={11} />
        ) : (
          <CircleDashed size={14} aria-hidden="true" />
        ),
      };
    }
  }
}

/** Titles made once per group, so that they can be compared by identity. */
export function groupTitles(groupBy: GroupBy, index: MetaIndex): (key: string) => GroupTitle {
  const known = new Map<string, GroupTitle>();
  return (key) => {
    const title = known.get(key) ?? groupTitle(groupBy, key, index);
    known.set(key, title);
    return title;
  };
}
