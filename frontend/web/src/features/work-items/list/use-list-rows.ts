import type { Range } from "@tanstack/react-virtual";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Group } from "../derive";
import { ListRows } from "./list-rows";

const HEADER_HEIGHT = 40;
const ITEM_HEIGHT = 44;
const ADD_HEIGHT = 40;

interface ListRowsInput {
  readonly groups: readonly Group[];
  readonly scroller: RefObject<HTMLElement | null>;
  readonly canEdit: boolean;
  readonly hasHeaders: boolean;
}

/** The rows of the list: which are collapsed, where one is being added, which are in view. */
export function useListRows({ groups, scroller, canEdit, hasHeaders }: ListRowsInput) {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [adding, setAdding] = useState<string | null>(null);
  const rows = useMemo(
    () => new ListRows(groups, collapsed, { hasAdd: canEdit, hasHeaders }),
    [groups, collapsed, canEdit, hasHeaders],
  );
  const sticky = useRef(0);

  // The same functions for the same rows: new ones make the virtualizer lay all 12,000 out again.
  const estimateSize = useCallback((at: number) => heightOf(rows, at), [rows]);
  const getItemKey = useCallback((at: number) => keyOf(rows, at), [rows]);
  const virtualizer = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 12,
    scrollPaddingStart: hasHeaders ? HEADER_HEIGHT : 0,
    rangeExtractor: (range: Range) => {
      sticky.current = rows.headers[rows.groupIndexAt(range.startIndex)] ?? 0;
      const visible = defaultRangeExtractor(range);
      if (!hasHeaders || visible.includes(sticky.current)) return visible;
      return [sticky.current, ...visible];
    },
  });

  // The line for the next title stays in view while the group grows above it.
  useEffect(() => {
    if (adding === null) return;
    const group = groups.findIndex((candidate) => candidate.key === adding);
    if (group < 0) return;
    virtualizer.scrollToIndex((rows.headers[group + 1] ?? rows.count) - 1, { align: "auto" });
  }, [adding, groups, rows, virtualizer]);

  return {
    rows,
    virtualizer,
    /** Row index of the header that stays at the top. */
    sticky,
    collapsed,
    adding,
    setAdding,
    toggle: (key: string) =>
      setCollapsed((current) => {
        const next = new Set(current);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    openAdd: (key: string) => {
      setCollapsed((current) => new Set([...current].filter((other) => other !== key)));
      setAdding(key);
    },
  };
}

function heightOf(rows: ListRows, at: number): number {
  const kind = rows.at(at)?.kind;
  if (kind === "header") return HEADER_HEIGHT;
  return kind === "add" ? ADD_HEIGHT : ITEM_HEIGHT;
}

function keyOf(rows: ListRows, at: number): string {
  const row = rows.at(at);
  if (!row) return String(at);
  return row.kind === "item" ? `${row.group.key}/${row.id}` : `${row.kind}/${row.group.key}`;
}
