import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { useEffect, useRef } from "react";
import type { LayoutProps, Step } from "../layout-props";
import { QuickAdd } from "../QuickAdd";
import { onGridKeyDown, onItemClick, onItemContextMenu, stepInRow } from "../surface-events";
import { useDetailPrefetch } from "../use-detail-prefetch";
import { useFocusRequest } from "../use-grid-focus";
import { useDropMonitor } from "../use-item-drag";
import { GroupHeader } from "./GroupHeader";
import { GridCell, GridRow } from "./grid-parts";
import { ItemRow } from "./ItemRow";
import { useListRows } from "./use-list-rows";

/** Groups of rows, all virtual: a few dozen elements however many items there are. */
export function ListLayout(props: LayoutProps) {
  const { session, groups, config, index, surface, titleOf, identifier, onPeek, onOpen, onAdd } =
    props;
  const scroller = useRef<HTMLDivElement>(null);
  const prefetch = useDetailPrefetch(session);
  const canEdit = session.store.canEdit;
  const list = useListRows({
    groups,
    scroller,
    canEdit,
    hasHeaders: config.groupBy !== "none",
  });
  const { rows, virtualizer } = list;
  useEffect(() => {
    const element = scroller.current;
    return element ? autoScrollForElements({ element }) : undefined;
  }, []);
  useDropMonitor(groups, (itemId, from, target) => surface.drop(itemId, from, target, true));
  useFocusRequest(surface.focusRequest, (item) => {
    const at = rows.indexOf(item.group, item.id);
    if (at >= 0) virtualizer.scrollToIndex(at, { align: "auto" });
  });

  const step: Step = (delta, withFocus) => {
    const { active } = surface;
    const from = active ? rows.indexOf(active.group, active.id) : -1;
    const next = rows.nextItem(from, delta);
    const row = rows.at(next);
    if (row?.kind !== "item") return null;
    const item = { group: row.group.key, id: row.id };
    surface.setActive(item, withFocus);
    if (!withFocus) virtualizer.scrollToIndex(next, { align: "auto" });
    return item;
  };
  useEffect(() => {
    props.stepper.current = step;
  });

  // Tab must reach some row: the active one, or the first on the screen when that is elsewhere.
  const shown = virtualizer.getVirtualItems();
  const activeRow = surface.active ? rows.indexOf(surface.active.group, surface.active.id) : -1;
  const stop = shown.some((virtual) => virtual.index === activeRow)
    ? activeRow
    : rows.nextItem(Math.max((virtualizer.range?.startIndex ?? 0) - 1, -1), 1);

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto bg-surface">
      {/* biome-ignore lint/a11y/useSemanticElements: virtual rows cannot be a table. */}
      <div
        role="grid"
        tabIndex={-1}
        aria-label="Work items"
        aria-rowcount={rows.count}
        className="relative"
        style={{ height: virtualizer.getTotalSize() }}
        onPointerOver={prefetch}
        onClick={(event) => onItemClick(event, surface, onPeek)}
        onContextMenu={(event) => onItemContextMenu(event, surface)}
        onFocus={(event) => {
          const { item, group } = (event.target as HTMLElement).dataset;
          const isNew = surface.active?.id !== item || surface.active?.group !== group;
          if (item && group !== undefined && isNew) surface.setActive({ id: item, group });
        }}
        onKeyDown={(event) =>
          onGridKeyDown(event, {
            surface,
            onPeek,
            onOpen,
            onArrow: (key) => {
              if (key === "ArrowDown") step(1, true);
              else if (key === "ArrowUp") step(-1, true);
              else return stepInRow(key);
              return true;
            },
          })
        }
      >
        {shown.map((virtual) => {
          const row = rows.at(virtual.index);
          if (!row) return null;
          const { key } = row.group;
          if (row.kind === "header") {
            return (
              <GroupHeader
                key={virtual.key}
                group={key}
                title={titleOf(key)}
                count={row.group.ids.length}
                isCollapsed={list.collapsed.has(key)}
                isSticky={virtual.index === list.sticky.current}
                top={virtual.start}
                rowIndex={virtual.index + 1}
                canEdit={canEdit}
                onToggle={() => list.toggle(key)}
                onAdd={() => list.openAdd(key)}
              />
            );
          }
          if (row.kind === "add") {
            return (
              <GridRow
                key={virtual.key}
                aria-rowindex={virtual.index + 1}
                className="absolute inset-x-0 top-0 border-line border-b"
                style={{ transform: `translateY(${virtual.start}px)` }}
              >
                <GridCell>
                  <QuickAdd
                    look="row"
                    groupName={titleOf(key).name}
                    isOpen={list.adding === key}
                    onOpen={() => list.setAdding(key)}
                    onClose={() => list.setAdding(null)}
                    onAdd={(name) => onAdd(key, name)}
                  />
                </GridCell>
              </GridRow>
            );
          }
          return (
            <ItemRow
              key={virtual.key}
              session={session}
              identifier={identifier}
              id={row.id}
              group={key}
              index={index}
              properties={config.properties}
              rowIndex={virtual.index + 1}
              top={virtual.start}
              isActive={virtual.index === stop}
              isPeeked={props.peekId === row.id}
              hasPlaces={config.orderBy === "manual"}
            />
          );
        })}
      </div>
    </div>
  );
}
