import { formatDateTime } from "@treasury-plane/kit/dates/format";
import { cx } from "@treasury-plane/ui/cx";
import { PriorityIcon } from "@treasury-plane/ui/PriorityIcon";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { paths } from "../../../paths";
import { isOverdue, longDay } from "../days";
import type { MetaIndex } from "../ItemPieces";
import { LabelChips, People, StateMark } from "../ItemPieces";
import type { WorkItem } from "../model";
import { memberName, PRIORITY_NAMES } from "../model";
import type { PickerField } from "../pickers/fields";
import { PICKER_NAMES } from "../pickers/fields";
import type { ProjectSession } from "../project-session";
import { peopleText } from "../words";

interface ItemRailProps {
  readonly session: ProjectSession;
  readonly identifier: string;
  readonly item: WorkItem;
  readonly index: MetaIndex;
  readonly onPick: (field: PickerField, element: Element) => void;
  readonly className?: string;
}

/** Every property of an item, each a button that opens its picker. */
export function ItemRail({ session, identifier, item, index, onPick, className }: ItemRailProps) {
  const state = index.states.get(item.state);
  const parent = item.parent ? session.store.get(item.parent) : undefined;
  const creator = item.created_by ? index.members.get(item.created_by) : undefined;
  const row = { canEdit: session.store.canEdit, onPick };
  const late = isOverdue(item, index);
  return (
    <dl className={cx("flex flex-col gap-0.5 text-sm", className)}>
      <Property field="state" {...row} text={state?.name ?? "Unknown"}>
        <StateMark state={state} />
        {state?.name}
      </Property>
      <Property field="priority" {...row} text={PRIORITY_NAMES[item.priority]}>
        <PriorityIcon priority={item.priority} />
        {PRIORITY_NAMES[item.priority]}
      </Property>
      <Property field="assignees" {...row} text={peopleText(item.assignees, index)}>
        {item.assignees.length > 0 ? (
          <>
            <People ids={item.assignees} index={index} />
            <span className="truncate">{peopleText(item.assignees, index)}</span>
          </>
        ) : (
          <Unset>No one</Unset>
        )}
      </Property>
      <Property field="labels" {...row} text={labelText(item, index)}>
        {item.labels.length > 0 ? (
          <span className="flex min-w-0 flex-wrap gap-1">
            <LabelChips ids={item.labels} index={index} max={8} />
          </span>
        ) : (
          <Unset>None</Unset>
        )}
      </Property>
      <Property
        field="start_date"
        {...row}
        text={item.start_date ? longDay(item.start_date) : "none"}
      >
        {item.start_date ? longDay(item.start_date) : <Unset>None</Unset>}
      </Property>
      <Property
        field="target_date"
        {...row}
        text={item.target_date ? longDay(item.target_date) + (late ? " · overdue" : "") : "none"}
      >
        {item.target_date ? (
          <span className={cx(late && "font-medium text-danger-fg")}>
            {longDay(item.target_date)}
            {late && " · overdue"}
          </span>
        ) : (
          <Unset>None</Unset>
        )}
      </Property>
      <Property field="parent" {...row} text={parent?.name ?? "none"}>
        {parent ? (
          <span className="truncate">
            <span className="text-fg-3">{`${identifier}-${parent.sequence_id} `}</span>
            {parent.name}
          </span>
        ) : (
          <Unset>{item.parent ? "Not in this project's list" : "None"}</Unset>
        )}
      </Property>
      {parent && (
        <div className="pl-27">
          <Link
            to={paths.item(session.slug, identifier, parent.sequence_id)}
            className="text-accent-fg text-xs underline underline-offset-2"
          >
            Open parent
          </Link>
        </div>
      )}
      <Fact name="Created">
        {formatDateTime(item.created_at)}
        {creator && ` by ${memberName(creator)}`}
      </Fact>
      <Fact name="Updated">{formatDateTime(item.updated_at)}</Fact>
      {item.completed_at !== null && (
        <Fact name="Completed">{formatDateTime(item.completed_at)}</Fact>
      )}
    </dl>
  );
}

function labelText(item: WorkItem, index: MetaIndex): string {
  return item.labels.map((id) => index.labels.get(id)?.name ?? "").join(", ") || "none";
}

function Unset({ children }: { children: ReactNode }) {
  return <span className="text-fg-3">{children}</span>;
}

interface PropertyProps {
  readonly field: PickerField;
  readonly text: string;
  readonly canEdit: boolean;
  readonly onPick: (field: PickerField, element: Element) => void;
  readonly children: ReactNode;
}

function Property({ field, text, canEdit, onPick, children }: PropertyProps) {
  const name = PICKER_NAMES[field];
  return (
    <div className="flex min-h-8 items-start">
      <dt className="w-27 shrink-0 pt-1.5 text-fg-3">{name}</dt>
      <dd className="min-w-0 flex-1">
        {canEdit ? (
          <button
            type="button"
            data-property={field}
            aria-haspopup="dialog"
            aria-label={`${name}: ${text}`}
            onClick={(event) => onPick(field, event.currentTarget)}
            className="flex min-h-8 w-full min-w-0 items-center gap-2 rounded-md px-2 py-1 text-left hover:bg-hover"
          >
            {children}
          </button>
        ) : (
          <span className="flex min-h-8 items-center gap-2 px-2 py-1">{children}</span>
        )}
      </dd>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-7 items-start">
      <dt className="w-27 shrink-0 pt-1 text-fg-3">{name}</dt>
      <dd className="min-w-0 flex-1 px-2 pt-1 text-fg-2">{children}</dd>
    </div>
  );
}
