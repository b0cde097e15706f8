import { useVirtualizer } from "@tanstack/react-virtual";
import type { PublicItem } from "@treasury-plane/api/types";
import { formatNumber } from "@treasury-plane/kit/dates/format";
import { cx } from "@treasury-plane/ui/cx";
import { PRIORITY_NAMES, PriorityIcon } from "@treasury-plane/ui/PriorityIcon";
import { StateIcon } from "@treasury-plane/ui/StateIcon";
import { useRef } from "react";
import type { Group } from "./filters";
import { Assignees, DueDate, Labels } from "./ItemProperties";
import type { BoardInfo } from "./queries";
import { moveFocus } from "./roving";

interface KanbanColumnProps {
  group: Group;
  info: BoardInfo;
  onOpen: (id: string) => void;
  className: string;
  isHeaderHidden?: boolean;
}

/** One state and its cards; only the cards in sight are on the page. */
export function KanbanColumn({
  group,
  info,
  onOpen,
  className,
  isHeaderHidden,
}: KanbanColumnProps) {
  const { state, items } = group;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 96,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
    gap: 8,
    paddingStart: 4,
    paddingEnd: 8,
  });

  return (
    <section
      aria-label={`${state.name}, ${items.length} items`}
      className={cx("flex min-h-0 flex-col rounded-lg bg-sunken", className)}
    >
      {!isHeaderHidden && (
        <h2 className="flex h-10 shrink-0 items-center gap-2 px-3 font-medium text-base">
          <StateIcon group={state.group} />
          <span className="truncate">{state.name}</span>
          <span className="text-fg-3 tabular-nums">{formatNumber(items.length)}</span>
        </h2>
      )}
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2">
        {items.length === 0 && <p className="px-1 py-2 text-fg-3 text-sm">No work items</p>}
        <ul
          aria-label={state.name}
          onKeyDown={(event) => moveFocus(event, virtualizer, items.length)}
          className="relative"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index];
            if (!item) return null;
            return (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-setsize={items.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <Card item={item} info={info} onOpen={onOpen} />
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

interface CardProps {
  item: PublicItem;
  info: BoardInfo;
  onOpen: (id: string) => void;
}

function Card({ item, info, onOpen }: CardProps) {
  return (
    <button
      type="button"
      onClick={() => onOpen(item.id)}
      className="flex w-full flex-col gap-2 rounded-md border border-line bg-surface p-3 text-left shadow-1 transition-colors hover:border-line-strong"
    >
      <span className="flex w-full items-center gap-2 text-fg-3 text-xs tabular-nums">
        <PriorityIcon priority={item.priority} label={PRIORITY_NAMES[item.priority]} size={14} />
        <span>
          {info.meta.identifier}-{item.sequence_id}
        </span>
        <span className="ml-auto flex items-center gap-2">
          <DueDate item={item} />
          <Assignees item={item} info={info} />
        </span>
      </span>
      <span className="line-clamp-3 text-base leading-snug [overflow-wrap:anywhere]">
        {item.name}
      </span>
      <Labels item={item} info={info} max={4} />
    </button>
  );
}
