import { describe, expect, it } from "vitest";
import { neighbourCard } from "./board-keys";

const groups = [
  { key: "a", ids: ["1", "2", "3"] },
  { key: "b", ids: [] },
  { key: "c", ids: ["4"] },
];

describe("neighbourCard", () => {
  it.each([
    ["a", "1", "ArrowDown", { group: "a", id: "2" }],
    ["a", "1", "ArrowUp", null],
    ["a", "3", "ArrowRight", { group: "c", id: "4" }],
    ["c", "4", "ArrowLeft", { group: "a", id: "1" }],
    ["c", "4", "ArrowRight", null],
    ["a", "2", "Home", { group: "a", id: "1" }],
    ["a", "2", "End", { group: "a", id: "3" }],
    ["a", "2", "x", null],
  ])("%s/%s %s", (group, id, key, expected) => {
    expect(neighbourCard(groups, { group, id }, key)).toEqual(expected);
  });

  it("starts at the first card", () => {
    expect(neighbourCard(groups, null, "ArrowDown")).toEqual({ group: "a", id: "1" });
  });
});
