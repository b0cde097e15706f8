import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useSearchParams } from "react-router";
import { applyFilters, groupByState, type Layout, readFilters, withParams } from "./filters";
import { type BoardInfo, itemsQuery } from "./queries";

/** The items of a board after the filters in the address, and how to change those. */
export function useBoard(anchor: string, info: BoardInfo) {
  const [params, setParams] = useSearchParams();
  const items = useInfiniteQuery(itemsQuery(anchor));
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = items;

  // The rest follows in the background while the first page is already on the screen.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, isError]);

  const filters = useMemo(() => readFilters(params), [params]);
  const all = useMemo(() => items.data?.pages.flatMap((page) => page.results) ?? [], [items.data]);
  const shown = useMemo(
    () => applyFilters(all, filters, info.meta.identifier),
    [all, filters, info.meta.identifier],
  );
  const groups = useMemo(() => groupByState(info.states, shown), [info.states, shown]);

  const change = (changes: Parameters<typeof withParams>[1], isVisit = false) =>
    setParams((current) => withParams(current, changes), { replace: !isVisit });

  return {
    items,
    filters,
    groups,
    shownCount: shown.length,
    loadedCount: all.length,
    totalCount: items.data?.pages[0]?.total_count ?? 0,
    layouts: allowedLayouts(info),
    layout: currentLayout(params, info),
    peekId: params.get("peekId"),
    change,
  };
}

export type Board = ReturnType<typeof useBoard>;

function allowedLayouts({ settings }: BoardInfo): Layout[] {
  const layouts: Layout[] = [];
  if (settings.view_props.list !== false) layouts.push("list");
  if (settings.view_props.kanban !== false) layouts.push("kanban");
  return layouts.length > 0 ? layouts : ["list"];
}

function currentLayout(params: URLSearchParams, info: BoardInfo): Layout {
  const layouts = allowedLayouts(info);
  return layouts.find((layout) => layout === params.get("board")) ?? layouts[0] ?? "list";
}
