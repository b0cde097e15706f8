import { describe, expect, it } from "vitest";
import { ListRows } from "./list-rows";

const groups = [
  { key: "a", ids: ["1", "2"] },
  { key: "b", ids: [] },
  { key: "c", ids: ["3"] },
];

function kinds(rows: ListRows) {
  return Array.from({ length: rows.count }, (_, index) => {
    const row = rows.at(index);
    return row?.kind === "item" ? row.id : `${row?.kind} ${row?.group.key}`;
  });
}

describe("ListRows", () => {
  it("lists headers, items and the place to add one", () => {
    const rows = new ListRows(groups, new Set(), { hasAdd: true, hasHeaders: true });
    expect(kinds(rows)).toEqual([
      "header a",
      "1",
      "2",
      "add a",
      "header b",
      "add b",
      "header c",
      "3",
      "add c",
    ]);
    expect(rows.headers).toEqual([0, 4, 6]);
    expect(rows.at(9)).toBeUndefined();
  });

  it("leaves only the header of a collapsed group", () => {
    const rows = new ListRows(groups, new Set(["a"]), { hasAdd: false, hasHeaders: true });
    expect(kinds(rows)).toEqual(["header a", "header b", "header c", "3"]);
    expect(rows.indexOf("a", "1")).toBe(-1);
    expect(rows.indexOf("c", "3")).toBe(3);
  });

  it("shows bare items when there is only one group", () => {
    const rows = new ListRows([{ key: "all", ids: ["1", "2"] }], new Set(), {
      hasAdd: true,
      hasHeaders: false,
    });
    expect(kinds(rows)).toEqual(["1", "2", "add all"]);
    expect(rows.indexOf("all", "2")).toBe(1);
  });

  it("steps from item to item", () => {
    const rows = new ListRows(groups, new Set(), { hasAdd: true, hasHeaders: true });
    expect(rows.nextItem(2, 1)).toBe(7);
    expect(rows.nextItem(7, -1)).toBe(2);
    expect(rows.nextItem(1, -1)).toBe(-1);
    expect(rows.nextItem(-1, 1)).toBe(1);
  });
});
