import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { useVirtualizer } from "@tanstack/react-virtual";
import { cx } from "@treasury-plane/ui/cx";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { Plus } from "lucide-react";
import type { RefObject } from "react";
import { memo, useCallback, useEffect, useRef, useState } from "react";
import type { Group } from "../derive";
import type { GroupTitle } from "../group-names";
import type { MetaIndex } from "../ItemPieces";
import type { ProjectSession } from "../project-session";
import { QuickAdd } from "../QuickAdd";
import { useGroupDrop } from "../use-item-drag";
import type { ActiveItem } from "../use-item-surface";
import type { ViewConfig } from "../view-config";
import { ORDER_NAMES } from "../view-config";
import { BoardCard } from "./BoardCard";

/** How the board reaches a column whose cards are mostly not in the document. */
export type ColumnHandles = RefObject<Map<string, (id: string) => void>>;

interface BoardColumnProps {
  readonly session: ProjectSession;
  readonly identifier: string;
  readonly group: Group;
  readonly title: GroupTitle;
  readonly config: ViewConfig;
  readonly index: MetaIndex;
  /** The active card if it is in this column. */
  readonly active: ActiveItem | null;
  readonly peekId: string | null;
  readonly handles: ColumnHandles;
  readonly onAdd: (group: string, name: string) => void;
}

const GAP = 8;

export const BoardColumn = memo(function BoardColumn(props: BoardColumnProps) {
  const { session, group, title, config, handles } = props;
  const { ids, key } = group;
  const column = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [isAdding, setAdding] = useState(false);
  const canEdit = session.store.canEdit;
  const isOver = useGroupDrop(column, key, canEdit);
  const hasPlaces = config.orderBy === "manual";

  // The same function for the same ids: a new one makes the virtualizer measure all again.
  const getItemKey = useCallback((at: number) => ids[at] ?? at, [ids]);
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 98,
    getItemKey,
    gap: GAP,
    overscan: 6,
    paddingStart: 4,
    paddingEnd: 4,
  });

  useEffect(() => {
    const element = scroller.current;
    return element ? autoScrollForElements({ element }) : undefined;
  }, []);

  useEffect(() => {
    const map = handles.current;
    map.set(key, (id) => {
      const at = ids.indexOf(id);
      if (at >= 0) virtualizer.scrollToIndex(at, { align: "auto" });
    });
    return () => {
      map.delete(key);
    };
  }, [handles, key, ids, virtualizer]);

  // What is added by the line below appears above it.
  useEffect(() => {
    if (isAdding && ids.length > 0) virtualizer.scrollToIndex(ids.length - 1, { align: "end" });
  }, [isAdding, ids.length, virtualizer]);

  // One stop for Tab in each column: the active card, or where that is scrolled away the first.
  const shown = virtualizer.getVirtualItems();
  const active = props.active?.id;
  const stop = shown.some(({ index }) => ids[index] === active)
    ? active
    : ids[virtualizer.range?.startIndex ?? 0];

  return (
    <section
      ref={column}
      aria-label={`${title.name}, ${ids.length} work items`}
      className={cx(
        "flex h-full w-full flex-col rounded-xl border border-transparent bg-sunken",
        isOver && "border-accent bg-selected",
      )}
    >
      <header className="flex h-10 shrink-0 items-center gap-2 pr-1.5 pl-3">
        {title.icon}
        <h2 className="min-w-0 truncate font-medium text-sm">{title.name}</h2>
        <span aria-hidden="true" className="text-fg-3 text-sm tabular-nums">
          {ids.length.toLocaleString()}
        </span>
        {canEdit && (
          <IconButton
            size="sm"
            className="ml-auto"
            label={`New work item in ${title.name}`}
            icon={<Plus size={15} aria-hidden="true" />}
            onPress={() => setAdding(true)}
            hasTooltip={false}
          />
        )}
      </header>
      {isOver && !hasPlaces && (
        <p className="px-3 pb-1 text-accent-fg text-xs">
          Ordered by {ORDER_NAMES[config.orderBy].toLowerCase()}: only the group changes.
        </p>
      )}
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-y-contain px-2">
        <ul
          aria-label={title.name}
          className="relative"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {shown.map((virtual) => {
            const id = ids[virtual.index];
            if (id === undefined) return null;
            return (
              <li
                key={virtual.key}
                ref={virtualizer.measureElement}
                data-index={virtual.index}
                aria-setsize={ids.length}
                aria-posinset={virtual.index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${virtual.start}px)` }}
              >
                <BoardCard
                  session={session}
                  identifier={props.identifier}
                  id={id}
                  group={key}
                  groupBy={config.groupBy}
                  index={props.index}
                  properties={config.properties}
                  isActive={active === id}
                  isStop={stop === id}
                  isPeeked={props.peekId === id}
                  hasPlaces={hasPlaces}
                />
              </li>
            );
          })}
        </ul>
        {ids.length === 0 && !isAdding && (
          <p className="py-6 text-center text-fg-3 text-sm">No work items</p>
        )}
      </div>
      {canEdit && (
        <div className="shrink-0 p-2 pt-1">
          <QuickAdd
            look="card"
            groupName={title.name}
            isOpen={isAdding}
            onOpen={() => setAdding(true)}
            onClose={() => setAdding(false)}
            onAdd={(name) => props.onAdd(key, name)}
          />
        </div>
      )}
    </section>
  );
});
