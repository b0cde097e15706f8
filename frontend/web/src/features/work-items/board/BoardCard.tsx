import { cx } from "@treasury-plane/ui/cx";
import { PriorityIcon } from "@treasury-plane/ui/PriorityIcon";
import { Ellipsis } from "lucide-react";
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
import type { GroupBy, Property } from "../view-config";
import { peopleText } from "../words";

interface BoardCardProps {
  readonly session: ProjectSession;
  readonly identifier: string;
  readonly id: string;
  readonly group: string;
  readonly groupBy: GroupBy;
  readonly index: MetaIndex;
  readonly properties: readonly Property[];
  readonly isActive: boolean;
  /** Whether Tab reaches it; what is inside is reached only when it is active. */
  readonly isStop: boolean;
  readonly isPeeked: boolean;
  readonly hasPlaces: boolean;
}

const pill =
  "inline-flex min-h-6 min-w-6 items-center justify-center gap-1 rounded-md px-0.5 hover:bg-pressed pointer-coarse:min-h-9";

/** One card. Like a row, it only marks what can be pressed; the board listens. */
export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { session, identifier, id, group, groupBy, index, properties } = props;
  const item = useItem(session.store, id);
  const children = useChildren(session.store, id);
  const card = useRef<HTMLDivElement>(null);
  const { edge, isDragging } = useItemDrag(card, {
    itemId: id,
    group,
    isEnabled: session.store.canEdit && !isTemporary(id),
    hasPlaces: props.hasPlaces,
  });
  if (!item) return null;
  const shows = (property: Property) => properties.includes(property);
  const key = `${identifier}-${item.sequence_id}`;
  const state = index.states.get(item.state);
  const tab = props.isActive ? 0 : -1;

  return (
    // biome-ignore lint/a11y/useSemanticElements: a card is no set of form fields.
    <div
      ref={card}
      id={domId({ group, id })}
      data-item={id}
      data-group={group}
      tabIndex={props.isStop ? 0 : -1}
      role="group"
      aria-roledescription="card"
      aria-label={`${key} ${item.name}`}
      className={cx(
        "group relative cursor-default rounded-lg border border-line bg-raised p-2.5 shadow-1",
        "hover:border-line-strong/60 focus-visible:-outline-offset-1",
        props.isPeeked && "border-accent",
        isTemporary(id) && "animate-pulse",
        isDragging && "opacity-40",
      )}
    >
      <div className="flex min-h-6 items-center gap-1.5">
        {shows("priority") && groupBy !== "priority" && (
          <button
            type="button"
            tabIndex={tab}
            data-field="priority"
            aria-label={`Priority: ${PRIORITY_NAMES[item.priority]}`}
            title={PRIORITY_NAMES[item.priority]}
            className={cx(pill, "-ml-1")}
          >
            <PriorityIcon priority={item.priority} size={14} />
          </button>
        )}
        {shows("key") && <span className="text-fg-3 text-xs tabular-nums">{key}</span>}
        <button
          type="button"
          tabIndex={tab}
          data-menu=""
          aria-haspopup="menu"
          aria-label={`More actions for ${key}`}
          className={cx(
            pill,
            "ml-auto text-fg-3 opacity-0 focus-visible:opacity-100 group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:opacity-100",
          )}
        >
          <Ellipsis size={15} aria-hidden="true" />
        </button>
        {shows("assignees") && groupBy !== "assignee" && (
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
        )}
      </div>
      <a
        href={paths.item(session.slug, identifier, item.sequence_id)}
        tabIndex={-1}
        draggable={false}
        className="mt-0.5 line-clamp-3 text-base text-fg leading-5 [overflow-wrap:anywhere]"
      >
        {item.name}
      </a>
      <div className="mt-1.5 flex min-h-6 flex-wrap items-center gap-x-1.5 gap-y-1 empty:hidden">
        {shows("state") && groupBy !== "state" && (
          <button
            type="button"
            tabIndex={tab}
            data-field="state"
            aria-label={`State: ${state?.name ?? "unknown"}`}
            className={cx(pill, "text-fg-2 text-xs")}
          >
            <StateMark state={state} size={14} />
            {state?.name}
          </button>
        )}
        {shows("labels") && item.labels.length > 0 && (
          <button type="button" tabIndex={tab} data-field="labels" className={pill}>
            <span className="sr-only">Labels: </span>
            <LabelChips ids={item.labels} index={index} max={2} />
          </button>
        )}
        {shows("start") && item.start_date && (
          <button type="button" tabIndex={tab} data-field="start_date" className={pill}>
            <StartDate item={item} />
          </button>
        )}
        {shows("due") && item.target_date && (
          <button type="button" tabIndex={tab} data-field="target_date" className={pill}>
            <DueDate item={item} index={index} />
          </button>
        )}
        {shows("sub_items") && <SubItemCount count={children.size} />}
      </div>
      <DropLine edge={edge} gap={8} />
    </div>
  );
});
