import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Select } from "@treasury-plane/ui/Select";
import { useCallback, useEffect, useRef, useState } from "react";
import type { LayoutProps } from "../layout-props";
import { onGridKeyDown, onItemClick, onItemContextMenu } from "../surface-events";
import { useDetailPrefetch } from "../use-detail-prefetch";
import { useFocusRequest } from "../use-grid-focus";
import { useDropMonitor } from "../use-item-drag";
import type { ActiveItem } from "../use-item-surface";
import { useNarrow } from "../use-narrow";
import { BoardColumn } from "./BoardColumn";
import { firstCard, neighbourCard } from "./board-keys";

const COLUMN_WIDTH = 312;
const COLUMN_GAP = 12;

/** Columns of cards, virtual in both directions; one column at a time on a phone. */
export function BoardLayout(props: LayoutProps) {
  const { groups, config, index, surface, titleOf, onPeek, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const prefetch = useDetailPrefetch(props.session);
  const handles = useRef(new Map<string, (id: string) => void>());
  const isNarrow = useNarrow();
  const [chosen, setChosen] = useState<string | null>(null);
  const single = isNarrow ? (groups.find((group) => group.key === chosen) ?? groups[0]) : undefined;

  const getItemKey = useCallback((at: number) => groups[at]?.key ?? at, [groups]);
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: groups.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => COLUMN_WIDTH,
    getItemKey,
    gap: COLUMN_GAP,
    overscan: 2,
    paddingStart: 16,
    paddingEnd: 16,
  });

  useEffect(() => {
    const element = scroller.current;
    return element ? autoScrollForElements({ element }) : undefined;
  }, []);
  useDropMonitor(groups, (itemId, from, target) => surface.drop(itemId, from, target, true));
  useFocusRequest(surface.focusRequest, (item) => {
    const column = groups.findIndex((group) => group.key === item.group);
    if (isNarrow) setChosen(item.group);
    else if (column >= 0) virtualizer.scrollToIndex(column, { align: "auto" });
    // A column that was off the screen registers itself after this frame.
    const reveal = () => handles.current.get(item.group)?.(item.id);
    reveal();
    requestAnimationFrame(reveal);
  });

  const go = (key: string, withFocus = true): ActiveItem | null => {
    const next = neighbourCard(groups, surface.active, key);
    if (!next) return null;
    surface.setActive(next, withFocus);
    if (!withFocus) handles.current.get(next.group)?.(next.id);
    return next;
  };
  useEffect(() => {
    props.stepper.current = (delta, withFocus) =>
      go(delta === 1 ? "ArrowDown" : "ArrowUp", withFocus);
  });

  const isShown =
    surface.active !== null &&
    groups.some(
      (group) => group.key === surface.active?.group && group.ids.includes(surface.active.id),
    );
  const active = isShown ? surface.active : firstCard(single ? [single] : groups);

  const column = (at: number) => {
    const group = groups[at];
    if (!group) return null;
    return (
      <BoardColumn
        session={props.session}
        identifier={props.identifier}
        group={group}
        title={titleOf(group.key)}
        config={config}
        index={index}
        active={active?.group === group.key ? active : null}
        peekId={props.peekId}
        handles={handles}
        onAdd={props.onAdd}
      />
    );
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for its cards, which are the controls.
    <div
      className="flex min-h-0 flex-1 flex-col bg-canvas"
      onPointerOver={prefetch}
      onClick={(event) => onItemClick(event, surface, onPeek)}
      onContextMenu={(event) => onItemContextMenu(event, surface)}
      onFocus={(event) => {
        const { item, group } = (event.target as HTMLElement).dataset;
        const isNew = surface.active?.id !== item || surface.active?.group !== group;
        if (item && group !== undefined && isNew) surface.setActive({ id: item, group });
      }}
      onKeyDown={(event) =>
        onGridKeyDown(event, { surface, onPeek, onOpen, onArrow: (key) => go(key) !== null })
      }
    >
      {single && (
        <div className="px-3 pt-3">
          <Select
            label="Column"
            isLabelHidden
            value={single.key}
            onChange={setChosen}
            options={groups.map((group) => {
              const title = titleOf(group.key);
              return {
                id: group.key,
                label: `${title.name} (${group.ids.length})`,
                icon: title.icon,
              };
            })}
          />
        </div>
      )}
      <div ref={scroller} className="min-h-0 flex-1 overflow-x-auto overflow-y-hidden py-3 pb-2">
        {single ? (
          <div className="h-full px-3">{column(groups.indexOf(single))}</div>
        ) : (
          <div className="relative h-full" style={{ width: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((virtual) => (
              <div
                key={virtual.key}
                className="absolute inset-y-0 left-0"
                style={{ width: virtual.size, transform: `translateX(${virtual.start}px)` }}
              >
                {column(virtual.index)}
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
