import { cx } from "@treasury-plane/ui/cx";
import { PriorityIcon } from "@treasury-plane/ui/PriorityIcon";
import { Ellipsis, Tag } from "lucide-react";
import { memo, useRef } from "react";
import { paths } from "../../../paths";
import { DropLine } from "../DropLine";
import type { MetaIndex } from "../ItemPieces";
import { DueDate, LabelChips, People, StartDate, StateMark, SubItemCount } from "../ItemPieces";
import { PRIORITY_NAMES } from "../model";
import { isTemporary } from "../mutations";
import type { ProjectSession } from "../project-session";
import { useItemDrag } from "../use-item-drag";
import { domId } from "../use-item-surface";
import { useChildren, useItem } from "../use-store";
import type { Property } from "../view-config";
import { peopleText, timeText } from "../words";
import { GridCell, GridRow } from "./grid-parts";

interface ItemRowProps {
  readonly session: ProjectSession;
  readonly identifier: string;
  readonly id: string;
  readonly group: string;
  readonly index: MetaIndex;
  readonly properties: readonly Property[];
  readonly rowIndex: number;
  readonly top: number;
  readonly isActive: boolean;
  readonly isPeeked: boolean;
  readonly hasPlaces: boolean;
}

const pill =
  "inline-flex h-7 min-w-7 items-center justify-center gap-1 rounded-md px-1 hover:bg-pressed focus-visible:-outline-offset-1";

/** One work item in the list. Plain elements only: the screen listens and opens the pickers. */
export const ItemRow = memo(function ItemRow(props: ItemRowProps) {
  const { session, identifier, id, group, index, properties, isActive } = props;
  const item = useItem(session.store, id);
  const children = useChildren(session.store, id);
  const row = useRef<HTMLDivElement>(null);
  const isEnabled = session.store.canEdit && !isTemporary(id);
  const { edge, isDragging } = useItemDrag(row, {
    itemId: id,
    group,
    isEnabled,
    hasPlaces: props.hasPlaces,
  });
  if (!item) return null;
  const shows = (property: Property) => properties.includes(property);
  const key = `${identifier}-${item.sequence_id}`;
  const state = index.states.get(item.state);
  const tab = isActive ? 0 : -1;

  return (
    <GridRow
      ref={row}
      id={domId({ group, id })}
      aria-rowindex={props.rowIndex}
      tabIndex={tab}
      data-item={id}
      data-group={group}
      aria-selected={props.isPeeked}
      style={{ transform: `translateY(${props.top}px)` }}
      className={cx(
        "group @container absolute inset-x-0 top-0 flex h-11 cursor-default items-center gap-1 border-line border-b bg-surface pr-2 pl-3 text-sm sm:pl-4",
        "focus-visible:-outline-offset-2 hover:bg-hover",
        props.isPeeked && "bg-selected hover:bg-selected",
        isTemporary(id) && "animate-pulse",
        isDragging && "opacity-40",
      )}
    >
      {shows("priority") && (
        <GridCell>
          <button
            type="button"
            tabIndex={tab}
            data-field="priority"
            aria-label={`Priority: ${PRIORITY_NAMES[item.priority]}`}
            title={PRIORITY_NAMES[item.priority]}
            className={pill}
          >
            <PriorityIcon priority={item.priority} />
          </button>
        </GridCell>
      )}
      {shows("key") && (
        <GridCell className="hidden w-21 shrink-0 truncate text-fg-3 text-xs tabular-nums @min-[34rem]:block">
          {key}
        </GridCell>
      )}
      {shows("state") && (
        <GridCell>
          <button
            type="button"
            tabIndex={tab}
            data-field="state"
            aria-label={`State: ${state?.name ?? "unknown"}`}
            title={state?.name}
            className={pill}
          >
            <StateMark state={state} />
          </button>
        </GridCell>
      )}
      <GridCell className="flex min-w-0 flex-1 items-center gap-2">
        <a
          href={paths.item(session.slug, identifier, item.sequence_id)}
          tabIndex={-1}
          draggable={false}
          className="min-w-0 truncate text-base text-fg"
        >
          {item.name}
        </a>
        {shows("sub_items") && <SubItemCount count={children.size} />}
      </GridCell>
      {shows("labels") && (
        <GridCell className="hidden shrink-0 @min-[44rem]:block">
          <button
            type="button"
            tabIndex={tab}
            data-field="labels"
            aria-label={`Labels: ${item.labels.map((label) => index.labels.get(label)?.name).join(", ") || "none"}`}
            className={cx(pill, item.labels.length === 0 && quiet)}
          >
            {item.labels.length === 0 ? (
              <Tag size={14} aria-hidden="true" className="text-fg-3" />
            ) : (
              <LabelChips ids={item.labels} index={index} max={2} />
            )}
          </button>
        </GridCell>
      )}
      {shows("start") && item.start_date && (
        <GridCell className="hidden shrink-0 @min-[56rem]:block">
          <button type="button" tabIndex={tab} data-field="start_date" className={pill}>
            <StartDate item={item} />
          </button>
        </GridCell>
      )}
      {shows("due") && item.target_date && (
        <GridCell className="hidden shrink-0 @min-[34rem]:block">
          <button type="button" tabIndex={tab} data-field="target_date" className={pill}>
            <DueDate item={item} index={index} />
          </button>
        </GridCell>
      )}
      {shows("created") && <Moment label="Created" seconds={item.created_at} />}
      {shows("updated") && <Moment label="Updated" seconds={item.updated_at} />}
      {shows("assignees") && (
        <GridCell className="shrink-0">
          <button
            type="button"
            tabIndex={tab}
            data-field="assignees"
            aria-label={`Assignees: ${peopleText(item.assignees, index)}`}
            title={peopleText(item.assignees, index)}
            className={pill}
          >
            <People ids={item.assignees} index={index} />
          </button>
        </GridCell>
      )}
      <GridCell className="shrink-0">
        <button
          type="button"
          tabIndex={tab}
          data-menu=""
          aria-haspopup="menu"
          aria-label={`More actions for ${key}`}
          className={cx(pill, quiet, "text-fg-3")}
        >
          <Ellipsis size={15} aria-hidden="true" />
        </button>
      </GridCell>
      <DropLine edge={edge} />
    </GridRow>
  );
});

/** Shown when the row is pointed at or has focus, and always on touch. */
const quiet =
  "opacity-0 focus-visible:opacity-100 group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:opacity-100";

function Moment({ label, seconds }: { label: string; seconds: number }) {
  return (
    <GridCell
      title={label}
      className="hidden w-24 shrink-0 text-right text-fg-3 text-xs tabular-nums @min-[68rem]:block"
    >
      <span className="sr-only">{label} </span>
      {timeText(seconds)}
    </GridCell>
  );
}
