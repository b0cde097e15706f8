import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { cx } from "./cx";

export interface Column<T> {
  id: string;
  header: string;
  /** Keeps the heading for screen readers only, for a column of buttons. */
  isHeaderHidden?: boolean;
  align?: "start" | "end";
  /** Hidden below this width. */
  from?: "sm" | "md" | "lg";
  className?: string;
  cell: (row: T) => ReactNode;
}

interface TableProps<T> {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** The column that names the row. */
  rowHeader?: string;
  isBusy?: boolean;
}

const FROM = { sm: "hidden sm:table-cell", md: "hidden md:table-cell", lg: "hidden lg:table-cell" };

/** A plain data table: real table elements, a caption, row headers. */
export function Table<T>({ caption, columns, rows, rowKey, rowHeader, isBusy }: TableProps<T>) {
  const cellClass = (column: Column<T>) =>
    cx(
      "px-3 first:pl-4 last:pr-4",
      column.align === "end" ? "text-right" : "text-left",
      column.from && FROM[column.from],
      column.className,
    );
  const scroller = useRef<HTMLDivElement>(null);
  const isScrollable = useOverflow(scroller);
  return (
    <div
      ref={scroller}
      // What scrolls must be reachable by keyboard; what does not is no tab stop.
      {...(isScrollable ? { role: "region", "aria-label": caption, tabIndex: 0 } : {})}
      className="overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full border-collapse text-sm" aria-busy={isBusy ?? false}>
        <caption className="sr-only">{caption}</caption>
        <thead className="border-line border-b bg-canvas">
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={cx(
                  cellClass(column),
                  "h-9 whitespace-nowrap align-middle! font-medium text-fg-3 text-xs",
                )}
              >
                {column.isHeaderHidden ? (
                  <span className="sr-only">{column.header}</span>
                ) : (
                  column.header
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={cx("divide-y divide-line transition-opacity", isBusy && "opacity-60")}>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="hover:bg-hover">
              {columns.map((column) =>
                column.id === rowHeader ? (
                  <th
                    key={column.id}
                    scope="row"
                    className={cx(cellClass(column), "h-12 py-1.5 font-normal")}
                  >
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={cx(cellClass(column), "h-12 py-1.5")}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useOverflow(element: RefObject<HTMLElement | null>): boolean {
  const [isOverflowing, setOverflowing] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (!target || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() =>
      setOverflowing(target.scrollWidth > target.clientWidth),
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return isOverflowing;
}
