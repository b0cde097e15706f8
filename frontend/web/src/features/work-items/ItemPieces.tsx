import { Avatar } from "@treasury-plane/ui/Avatar";
import { AvatarGroup } from "@treasury-plane/ui/AvatarGroup";
import { cx } from "@treasury-plane/ui/cx";
import { LabelChip } from "@treasury-plane/ui/LabelChip";
import { StateIcon } from "@treasury-plane/ui/StateIcon";
import { CalendarClock, CalendarDays, ListTree } from "lucide-react";
import { isOverdue, shortDay } from "./days";
import type { Label, Member, ProjectMeta, State, WorkItem } from "./model";
import { memberName } from "./model";

/** The small read-only parts that rows, cards and the rail are made of. */

/** The icon of a state in the state's own colour, kept readable on every theme. */
export function StateMark({ state, size = 15 }: { state: State | undefined; size?: number }) {
  const color = state?.color ?? "var(--tp-state-backlog)";
  return (
    <span
      className="inline-flex shrink-0"
      style={{ color: `color-mix(in oklab, ${color} 78%, var(--tp-fg))` }}
    >
      <StateIcon group={state?.group ?? "backlog"} size={size} className="text-inherit!" />
    </span>
  );
}

/** Index of states, labels and members by id, made once per change of the project's meta data. */
export interface MetaIndex {
  readonly states: ReadonlyMap<string, State>;
  readonly labels: ReadonlyMap<string, Label>;
  readonly members: ReadonlyMap<string, Member>;
}

export function indexMeta(meta: ProjectMeta): MetaIndex {
  return {
    states: new Map(meta.states.map((state) => [state.id, state])),
    labels: new Map(meta.labels.map((label) => [label.id, label])),
    members: new Map(meta.members.map((member) => [member.id, member])),
  };
}

function found<T>(ids: readonly string[], index: ReadonlyMap<string, T>): T[] {
  return ids.flatMap((id) => index.get(id) ?? []);
}

export function LabelChips({
  ids,
  index,
  max,
}: {
  ids: readonly string[];
  index: MetaIndex;
  max: number;
}) {
  const labels = found(ids, index.labels);
  const rest = labels.slice(max);
  return (
    <>
      {labels.slice(0, max).map((label) => (
        <LabelChip key={label.id} name={label.name} color={label.color} />
      ))}
      {rest.length > 0 && (
        <span
          title={rest.map((label) => label.name).join(", ")}
          className="inline-flex h-5 items-center rounded-full border border-line px-1.5 text-fg-3 text-xs"
        >
          +{rest.length}
          <span className="sr-only"> labels: {rest.map((label) => label.name).join(", ")}</span>
        </span>
      )}
    </>
  );
}

export function People({
  ids,
  index,
  size = 20,
}: {
  ids: readonly string[];
  index: MetaIndex;
  size?: 16 | 20 | 24;
}) {
  const people = found(ids, index.members);
  if (people.length === 0) return <Avatar person={null} size={size} />;
  return (
    <AvatarGroup
      size={size}
      people={people.map((member) => ({ ...member, display_name: memberName(member) }))}
    />
  );
}

/** A due date; late ones are red and say so. */
export function DueDate({ item, index }: { item: WorkItem; index: MetaIndex }) {
  if (!item.target_date) return null;
  const late = isOverdue(item, index);
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1 whitespace-nowrap text-xs tabular-nums",
        late ? "text-danger-fg" : "text-fg-2",
      )}
    >
      <CalendarClock size={13} aria-hidden="true" />
      <span className="sr-only">{late ? "Overdue since " : "Due "}</span>
      {shortDay(item.target_date)}
    </span>
  );
}

export function StartDate({ item }: { item: WorkItem }) {
  if (!item.start_date) return null;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-fg-2 text-xs tabular-nums">
      <CalendarDays size={13} aria-hidden="true" />
      <span className="sr-only">Starts </span>
      {shortDay(item.start_date)}
    </span>
  );
}

export function SubItemCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="inline-flex items-center gap-1 text-fg-3 text-xs tabular-nums">
      <ListTree size={13} aria-hidden="true" />
      {count}
      <span className="sr-only">{count === 1 ? " sub-item" : " sub-items"}</span>
    </span>
  );
}
