import { useVirtualizer } from "@tanstack/react-virtual";
import type { PublicItem } from "@treasury-plane/api/types";
import { formatNumber } from "@treasury-plane/kit/dates/format";
import { cx } from "@treasury-plane/ui/cx";
import { PRIORITY_NAMES, PriorityIcon } from "@treasury-plane/ui/PriorityIcon";
import { StateIcon } from "@treasury-plane/ui/StateIcon";
import { ChevronRight } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import type { Group } from "./filters";
import { Assignees, DueDate, Labels } from "./ItemProperties";
import type { BoardInfo } from "./queries";
import { moveFocus } from "./roving";

type Row = { group: Group; item: PublicItem | null };

interface ListViewProps {
  info: BoardInfo;
  groups: readonly Group[];
  onOpen: (id: string) => void;
}

const HEADER_PX = 40;
const ROW_PX = 44;

/** All items by state, as one virtual list; groups fold. */
export function ListView({ info, groups, onOpen }: ListViewProps) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => toRows(groups, folded), [groups, folded]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.item ? ROW_PX : HEADER_PX),
    getItemKey: (index) => rows[index]?.item?.id ?? `group-${rows[index]?.group.state.id}`,
    overscan: 12,
  });
  const toggle = (id: string) => {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  };

  return (
    <div ref={scroller} className="h-full overflow-y-auto bg-surface">
      <ul
        aria-label="Work items by state"
        onKeyDown={(event) => moveFocus(event, virtualizer, rows.length)}
        className="relative w-full"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <li
              key={key}
              data-index={index}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)`, height: row.item ? ROW_PX : HEADER_PX }}
            >
              {row.item ? (
                <ItemRow item={row.item} info={info} onOpen={onOpen} />
              ) : (
                <GroupHeader
                  group={row.group}
                  isFolded={folded.has(row.group.state.id)}
                  onToggle={toggle}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function toRows(groups: readonly Group[], folded: ReadonlySet<string>): Row[] {
  return groups
    .filter((group) => group.items.length > 0)
    .flatMap((group) => [
      { group, item: null },
      ...(folded.has(group.state.id) ? [] : group.items.map((item) => ({ group, item }))),
    ]);
}

interface GroupHeaderProps {
  group: Group;
  isFolded: boolean;
  onToggle: (id: string) => void;
}

function GroupHeader({ group: { state, items }, isFolded, onToggle }: GroupHeaderProps) {
  return (
    <button
      type="button"
      aria-expanded={!isFolded}
      onClick={() => onToggle(state.id)}
      className="flex h-full w-full items-center gap-2 border-line border-b bg-canvas px-3 text-left font-medium hover:bg-hover focus-visible:-outline-offset-2 sm:px-5"
    >
      <ChevronRight
        size={15}
        aria-hidden="true"
        className={cx("text-fg-3 transition-transform", !isFolded && "rotate-90")}
      />
      <StateIcon group={state.group} />
      {state.name}
      <span className="text-fg-3 tabular-nums">{formatNumber(items.length)}</span>
    </button>
  );
}

interface ItemRowProps {
  item: PublicItem;
  info: BoardInfo;
  onOpen: (id: string) => void;
}

function ItemRow({ item, info, onOpen }: ItemRowProps) {
  return (
    <button
      type="button"
      onClick={() => onOpen(item.id)}
      className="flex h-full w-full items-center gap-2.5 border-line border-b px-3 text-left hover:bg-hover focus-visible:-outline-offset-2 sm:gap-3 sm:px-5"
    >
      <PriorityIcon priority={item.priority} label={PRIORITY_NAMES[item.priority]} />
      <span className="w-18 shrink-0 truncate text-fg-3 text-xs tabular-nums sm:w-20">
        {info.meta.identifier}-{item.sequence_id}
      </span>
      <span className="min-w-0 flex-1 truncate">{item.name}</span>
      <span className="hidden max-w-[40%] shrink-0 overflow-hidden lg:block">
        <Labels item={item} info={info} />
      </span>
      <span className="hidden w-20 shrink-0 justify-end sm:flex">
        <DueDate item={item} />
      </span>
      <span className="flex shrink-0 justify-end sm:w-14">
        <Assignees item={item} info={info} />
      </span>
    </button>
  );
}
