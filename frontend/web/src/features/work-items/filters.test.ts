import { describe, expect, it } from "vitest";
import type { Filter } from "./filters";
import { compileFilters, operatorName } from "./filters";
import { META, makeItem } from "./fixtures";
import type { WorkItem } from "./model";
import { DEFAULT_VIEW, viewFromParams, viewToParams } from "./view-config";

const item = makeItem("i42", {
  name: "Fix the sign-in banner",
  state: "doing",
  priority: "high",
  assignees: ["ana"],
  target_date: "2026-03-10",
});

function passes(filters: Filter[], text = "", subject: WorkItem = item) {
  return compileFilters(filters, text, META)?.(subject) ?? true;
}

describe("filters", () => {
  it.each<[Filter, boolean]>([
    [{ field: "state", op: "is", values: ["doing", "done"] }, true],
    [{ field: "state", op: "not", values: ["doing"] }, false],
    [{ field: "state_group", op: "is", values: ["started"] }, true],
    [{ field: "priority", op: "is", values: ["low"] }, false],
    [{ field: "assignee", op: "is", values: ["ana"] }, true],
    [{ field: "assignee", op: "is", values: ["none"] }, false],
    [{ field: "label", op: "is", values: ["none"] }, true],
    [{ field: "label", op: "not", values: ["bug"] }, true],
    [{ field: "due", op: "before", values: ["2026-03-11"] }, true],
    [{ field: "due", op: "after", values: ["2026-03-10"] }, false],
    [{ field: "due", op: "between", values: ["2026-03-31", "2026-03-01"] }, true],
    [{ field: "start", op: "empty", values: [] }, true],
    [{ field: "start", op: "before", values: ["2030-01-01"] }, false],
    [{ field: "priority", op: "is", values: [] }, true],
  ])("%j", (filter, expected) => {
    expect(passes([filter])).toBe(expected);
  });

  it("joins chips with and", () => {
    expect(
      passes([
        { field: "state", op: "is", values: ["doing"] },
        { field: "priority", op: "is", values: ["low"] },
      ]),
    ).toBe(false);
  });

  it.each([
    ["banner fix", true],
    ["banner xyz", false],
    ["42", true],
    ["#42", true],
    ["IDP-42", true],
    ["IDP-4", false],
  ])("text %s", (text, expected) => {
    expect(passes([], text)).toBe(expected);
  });

  it("filters nothing when there is nothing to filter by", () => {
    expect(compileFilters([], " ", META)).toBeNull();
  });

  it("names operators by the number of values", () => {
    expect(operatorName({ op: "is", values: ["a"] })).toBe("is");
    expect(operatorName({ op: "is", values: ["a", "b"] })).toBe("is any of");
    expect(operatorName({ op: "not", values: ["a", "b"] })).toBe("is none of");
  });
});

describe("the view in the URL", () => {
  it("survives a round trip", () => {
    const view = {
      ...DEFAULT_VIEW,
      layout: "board" as const,
      groupBy: "assignee" as const,
      orderBy: "due" as const,
      showEmpty: true,
      text: "login & more",
      properties: ["key", "state"] as const,
      filters: [
        { field: "state", op: "not", values: ["a", "b"] },
        { field: "due", op: "between", values: ["2026-01-01", "2026-02-01"] },
        { field: "start", op: "empty", values: [] },
      ] satisfies Filter[],
    };
    const text = viewToParams(view, new URLSearchParams()).toString();
    expect(viewFromParams(new URLSearchParams(text))).toEqual(view);
  });

  it("writes nothing for the defaults and keeps foreign parameters", () => {
    const params = viewToParams(DEFAULT_VIEW, new URLSearchParams("peek=i1&layout=board"));
    expect(params.toString()).toBe("peek=i1");
  });

  it("ignores what it does not understand", () => {
    const view = viewFromParams(
      new URLSearchParams("layout=cube&f=nonsense&f=due:before:tomorrow&f=state:is:a&group="),
    );
    expect(view).toEqual({
      ...DEFAULT_VIEW,
      filters: [{ field: "state", op: "is", values: ["a"] }],
    });
  });
});
