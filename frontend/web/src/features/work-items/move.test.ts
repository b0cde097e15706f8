import { describe, expect, it } from "vitest";
import { META, makeItem } from "./fixtures";
import { groupPatch, keyboardTarget, neighboursAt, planMove, sortOrderBetween } from "./move";

const groups = [
  { key: "backlog", ids: ["a", "b", "c"] },
  { key: "todo", ids: [] },
  { key: "done", ids: ["x", "y"] },
];
const manual = { groupBy: "state", orderBy: "manual" } as const;

describe("neighboursAt", () => {
  it.each([
    ["to the top", 0, "c", { after: null, before: "a" }],
    ["to the bottom", 3, "a", { after: "c", before: null }],
    ["down by one", 2, "a", { after: "b", before: "c" }],
    ["up by one", 1, "c", { after: "a", before: "b" }],
    ["from elsewhere", 1, "x", { after: "a", before: "b" }],
  ])("%s", (_, index, moved, expected) => {
    expect(neighboursAt(["a", "b", "c"], index, moved)).toEqual(expected);
  });

  it("knows an empty group", () => {
    expect(neighboursAt([], 4, "a")).toEqual({ after: null, before: null });
  });
});

describe("sortOrderBetween", () => {
  const order = (id: string) => ({ a: 10, b: 20 })[id];
  it.each([
    [{ after: "a", before: "b" }, 15],
    [{ after: "b", before: null }, 10_020],
    [{ after: null, before: "a" }, -9_990],
    [{ after: null, before: null }, 10_000],
  ])("%j", (move, expected) => {
    expect(sortOrderBetween(move, order)).toBe(expected);
  });
});

describe("groupPatch", () => {
  const item = makeItem("i1", { state: "backlog", assignees: ["ana", "bo"], labels: ["bug"] });
  it.each([
    ["state", "backlog", "done", { state: "done" }],
    ["state", "backlog", "backlog", {}],
    ["state_group", "backlog", "started", { state: "doing" }],
    ["priority", "none", "high", { priority: "high" }],
    ["assignee", "ana", "cy", { assignees: ["bo", "cy"] }],
    ["assignee", "ana", "none", { assignees: [] }],
    ["label", "none", "chore", { labels: ["bug", "chore"] }],
    ["none", "all", "all", {}],
  ] as const)("%s: %s → %s", (groupBy, from, to, expected) => {
    expect(groupPatch(item, groupBy, from, to, META)).toEqual(expected);
  });
});

describe("planMove", () => {
  const item = makeItem("b");
  it("changes group and position in manual order", () => {
    expect(planMove(item, groups, "backlog", { group: "done", index: 1 }, manual, META)).toEqual({
      patch: { state: "done" },
      move: { after: "x", before: "y" },
    });
  });

  it("changes only the group in any other order", () => {
    const view = { groupBy: "state", orderBy: "priority" } as const;
    expect(planMove(item, groups, "backlog", { group: "done", index: 1 }, view, META)).toEqual({
      patch: { state: "done" },
      move: null,
    });
  });

  it("is nothing when dropped where it was", () => {
    for (const index of [1, 2]) {
      expect(
        planMove(item, groups, "backlog", { group: "backlog", index }, manual, META),
      ).toBeNull();
    }
  });
});

describe("keyboardTarget", () => {
  const at = (id: string, direction: "up" | "down" | "previous" | "next", group = "backlog") =>
    keyboardTarget(groups, group, id, direction, "manual");

  it("moves within a column", () => {
    expect(at("b", "up")).toEqual({ group: "backlog", index: 0 });
    expect(at("b", "down")).toEqual({ group: "backlog", index: 3 });
  });

  it("moves between columns, keeping the height where it can", () => {
    expect(at("b", "next")).toEqual({ group: "todo", index: 0 });
    expect(at("y", "previous", "done")).toEqual({ group: "todo", index: 0 });
  });

  it("says why it cannot", () => {
    expect(at("a", "up")).toHaveProperty("refused");
    expect(at("c", "down")).toHaveProperty("refused");
    expect(at("a", "previous")).toHaveProperty("refused");
    expect(at("x", "next", "done")).toHaveProperty("refused");
    expect(keyboardTarget(groups, "backlog", "b", "up", "due")).toHaveProperty("refused");
  });
});
