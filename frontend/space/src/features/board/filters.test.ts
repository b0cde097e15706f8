import type { PublicItem, PublicState } from "@treasury-plane/api/types";
import { describe, expect, it } from "vitest";
import { applyFilters, filterCount, groupByState, readFilters, withParams } from "./filters";

const item = (n: number, more: Partial<PublicItem> = {}): PublicItem => ({
  id: `i${n}`,
  name: `Item ${n}`,
  state_id: "todo",
  sort_order: n,
  priority: "none",
  start_date: null,
  target_date: null,
  sequence_id: n,
  project_id: "p",
  parent_id: null,
  created_by: null,
  state__group: "unstarted",
  assignee_ids: [],
  label_ids: [],
  cycle_id: null,
  estimate_point: null,
  module_ids: [],
  reaction_items: [],
  vote_items: [],
  ...more,
});

const none = { states: [], priorities: [], labels: [], search: "" };

describe("filters", () => {
  it("live in the address", () => {
    const params = withParams(new URLSearchParams("peekId=1"), {
      states: ["a", "b"],
      search: "log in",
      peekId: null,
    });
    expect(params.toString()).toBe("states=a%2Cb&search=log+in");
    expect(readFilters(params)).toEqual({
      states: ["a", "b"],
      priorities: [],
      labels: [],
      search: "log in",
    });
    expect(filterCount(readFilters(params))).toBe(2);
  });

  it("narrow by every property at once", () => {
    const items = [
      item(1, { priority: "high", label_ids: ["bug"] }),
      item(2, { priority: "high" }),
      item(3, { state_id: "done", label_ids: ["bug"] }),
    ];
    const ids = (filters: Partial<typeof none>) =>
      applyFilters(items, { ...none, ...filters }, "LG").map(({ id }) => id);
    expect(ids({})).toEqual(["i1", "i2", "i3"]);
    expect(ids({ priorities: ["high"], labels: ["bug"] } as never)).toEqual(["i1"]);
    expect(ids({ states: ["done"] } as never)).toEqual(["i3"]);
    expect(ids({ search: "lg-2" })).toEqual(["i2"]);
    expect(ids({ search: "ITEM 3" })).toEqual(["i3"]);
  });

  it("group in the order of work and keep empty states", () => {
    const state = (id: string, group: PublicState["group"], sequence: number): PublicState => ({
      id,
      name: id,
      group,
      sequence,
      color: "#000000",
    });
    const states = [
      state("done", "completed", 1),
      state("doing", "started", 2),
      state("todo", "unstarted", 3),
    ];
    const groups = groupByState(states, [item(1), item(2, { state_id: "gone" })]);
    expect(groups.map((group) => [group.state.id, group.items.length])).toEqual([
      ["todo", 1],
      ["doing", 0],
      ["done", 0],
    ]);
  });
});
