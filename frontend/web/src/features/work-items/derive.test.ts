import { describe, expect, it } from "vitest";
import type { DeriveConfig } from "./derive";
import { ALL, comparator, deriveView, updateView } from "./derive";
import { META, makeItem, mapOf } from "./fixtures";
import type { WorkItem } from "./model";
import { NONE, PRIORITIES } from "./model";

const BASE: DeriveConfig = { groupBy: "state", orderBy: "manual", filters: [], text: "" };

function idsOf(view: ReturnType<typeof deriveView>, key: string) {
  return view.groups.find((group) => group.key === key)?.ids;
}

describe("deriveView", () => {
  it("groups by state in workflow order, in manual order inside", () => {
    const items = mapOf([
      makeItem("i1", { state: "done" }),
      makeItem("i2", { sort_order: 3 }),
      makeItem("i3", { sort_order: 1 }),
    ]);
    const view = deriveView(items, BASE, META);
    expect(view.groups.map((group) => group.key)).toEqual([
      "backlog",
      "todo",
      "doing",
      "review",
      "done",
    ]);
    expect(idsOf(view, "backlog")).toEqual(["i3", "i2"]);
    expect(view.total).toBe(3);
  });

  it("shows an item with two assignees in both groups and counts it once", () => {
    const items = mapOf([makeItem("i1", { assignees: ["ana", "bo"] }), makeItem("i2")]);
    const view = deriveView(items, { ...BASE, groupBy: "assignee" }, META);
    expect(idsOf(view, "ana")).toEqual(["i1"]);
    expect(idsOf(view, "bo")).toEqual(["i1"]);
    expect(idsOf(view, NONE)).toEqual(["i2"]);
    expect(view.total).toBe(2);
  });

  it("puts everything into one group when ungrouped", () => {
    const view = deriveView(mapOf([makeItem("i1")]), { ...BASE, groupBy: "none" }, META);
    expect(view.groups).toEqual([{ key: ALL, ids: ["i1"] }]);
  });

  it.each([
    ["priority", ["i3", "i2", "i1"]],
    ["title", ["i2", "i3", "i1"]],
    ["due", ["i2", "i1", "i3"]],
    ["created", ["i3", "i2", "i1"]],
  ] as const)("orders by %s", (orderBy, expected) => {
    const items = mapOf([
      makeItem("i1", { name: "item 10", target_date: "2026-03-01", priority: "none" }),
      makeItem("i2", { name: "Item 2", target_date: "2026-01-01", priority: "low" }),
      makeItem("i3", { name: "Item 9", target_date: null, priority: "urgent" }),
    ]);
    const view = deriveView(items, { ...BASE, groupBy: "none", orderBy }, META);
    expect(idsOf(view, ALL)).toEqual(expected);
  });
});

describe("updateView", () => {
  it("leaves unconcerned groups the same arrays", () => {
    const before = mapOf([makeItem("i1"), makeItem("i2", { state: "done" })]);
    const view = deriveView(before, BASE, META);
    const next = makeItem("i1", { state: "todo" });
    const after = mapOf([next, makeItem("i2", { state: "done" })]);
    const updated = updateView(
      view,
      [{ id: "i1", prev: before.get("i1"), next }],
      after,
      BASE,
      META,
    );
    expect(idsOf(updated, "todo")).toEqual(["i1"]);
    expect(idsOf(updated, "backlog")).toEqual([]);
    expect(idsOf(updated, "done")).toBe(idsOf(view, "done"));
  });

  it("returns the same view when nothing that is shown moved", () => {
    const before = mapOf([makeItem("i1")]);
    const view = deriveView(before, BASE, META);
    const next = makeItem("i1", { name: "Renamed" });
    expect(
      updateView(view, [{ id: "i1", prev: before.get("i1"), next }], mapOf([next]), BASE, META),
    ).toBe(view);
  });

  it("drops an item that no longer passes the filter", () => {
    const config: DeriveConfig = { ...BASE, text: "item" };
    const before = mapOf([makeItem("i1")]);
    const view = deriveView(before, config, META);
    const next = makeItem("i1", { name: "Other" });
    const updated = updateView(
      view,
      [{ id: "i1", prev: before.get("i1"), next }],
      mapOf([next]),
      config,
      META,
    );
    expect(updated.total).toBe(0);
  });

  it("agrees with a fresh derivation after many random changes", () => {
    let seed = 7;
    const random = (limit: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % limit;
    };
    const states = META.states.map((state) => state.id);
    const items = mapOf(
      Array.from({ length: 300 }, (_, index) =>
        makeItem(`i${index + 1}`, { state: states[random(5)] ?? "backlog" }),
      ),
    );
    for (const groupBy of ["state", "priority", "assignee", "none"] as const) {
      const config: DeriveConfig = {
        ...BASE,
        groupBy,
        filters: [{ field: "priority", op: "not", values: ["low"] }],
      };
      let view = deriveView(items, config, META);
      for (let round = 0; round < 60; round += 1) {
        const changes = Array.from({ length: 1 + random(5) }, () => {
          const id = `i${1 + random(320)}`;
          const prev = items.get(id);
          const next: WorkItem | undefined =
            random(12) === 0
              ? undefined
              : makeItem(id, {
                  state: states[random(5)] ?? "backlog",
                  priority: PRIORITIES[random(5)] ?? "none",
                  assignees: random(2) ? ["ana"] : [],
                  sort_order: random(100_000),
                });
          return { id, prev, next };
        }).filter((change, index, all) => all.findIndex((c) => c.id === change.id) === index);
        for (const { id, next } of changes) {
          if (next) items.set(id, next);
          else items.delete(id);
        }
        view = updateView(view, changes, items, config, META);
        expect(view).toEqual(deriveView(items, config, META));
      }
    }
  });
});

describe("comparator", () => {
  it("is a total order", () => {
    const a = makeItem("i1", { sort_order: 5 });
    const b = makeItem("i2", { sort_order: 5 });
    expect(comparator("priority")(a, b)).toBeLessThan(0);
  });
});
