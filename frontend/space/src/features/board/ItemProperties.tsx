import type { PublicItem } from "@treasury-plane/api/types";
import { formatDay, isOverdue } from "@treasury-plane/kit/dates/format";
import { AvatarGroup } from "@treasury-plane/ui/AvatarGroup";
import { cx } from "@treasury-plane/ui/cx";
import { LabelChip } from "@treasury-plane/ui/LabelChip";
import { CalendarClock } from "lucide-react";
import type { BoardInfo } from "./queries";

export function labelsOf(item: PublicItem, { labels }: BoardInfo) {
  return labels.filter((label) => item.label_ids.includes(label.id));
}

export function assigneesOf(item: PublicItem, { members }: BoardInfo) {
  return members
    .filter((person) => item.assignee_ids.includes(person.member))
    .map((person) => ({
      id: person.member,
      display_name: person.member__display_name,
      avatar_url: person.member__avatar,
    }));
}

export function isClosed(item: PublicItem): boolean {
  return item.state__group === "completed" || item.state__group === "cancelled";
}

/** A due day; in words and colour when it has passed. */
export function DueDate({ item }: { item: PublicItem }) {
  if (!item.target_date) return null;
  const isLate = isOverdue(item.target_date) && !isClosed(item);
  return (
    <span
      className={cx(
        "inline-flex shrink-0 items-center gap-1 whitespace-nowrap text-xs tabular-nums",
        isLate ? "text-danger-fg" : "text-fg-3",
      )}
    >
      <CalendarClock size={13} aria-hidden="true" />
      <span className="sr-only">{isLate ? "Overdue, was due" : "Due"}</span>
      {formatDay(item.target_date)}
    </span>
  );
}

export function Labels({
  item,
  info,
  max = 3,
}: {
  item: PublicItem;
  info: BoardInfo;
  max?: number;
}) {
  const labels = labelsOf(item, info);
  if (labels.length === 0) return null;
  const rest = labels.length - max;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1">
      {labels.slice(0, max).map((label) => (
        <LabelChip key={label.id} name={label.name} color={label.color} />
      ))}
      {rest > 0 && <span className="text-fg-3 text-xs">+{rest}</span>}
    </span>
  );
}

export function Assignees({ item, info }: { item: PublicItem; info: BoardInfo }) {
  return <AvatarGroup people={assigneesOf(item, info)} />;
}
