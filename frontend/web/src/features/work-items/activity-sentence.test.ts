import type { Activity } from "@treasury-plane/api/types";
import { describe, expect, it } from "vitest";
import { activitySentence } from "./activity-sentence";

const base: Activity = {
  id: "a",
  verb: "updated",
  field: null,
  old_value: null,
  new_value: null,
  old_identifier: null,
  new_identifier: null,
  comment: "",
  epoch: 0,
  actor: null,
  created_at: "2026-01-01T00:00:00Z",
  issue: "i",
  project: "p",
  workspace: "w",
};

describe("activitySentence", () => {
  it.each<[Partial<Activity>, string]>([
    [{ verb: "created" }, "created the work item"],
    [
      { field: "state", old_value: "Todo", new_value: "Done" },
      "changed the state from Todo to Done",
    ],
    [
      { field: "priority", old_value: "none", new_value: "high" },
      "changed the priority from No priority to High",
    ],
    [{ field: "assignees", new_value: "Ana" }, "assigned Ana"],
    [{ field: "assignees", old_value: "Ana" }, "unassigned Ana"],
    [{ field: "labels", old_value: "bug" }, "removed the label “bug”"],
    [{ field: "target_date", new_value: "2026-02-01" }, "set the due date to <2026-02-01>"],
    [{ field: "start_date", old_value: "2026-02-01" }, "removed the start date"],
    [{ field: "attachment", verb: "created", new_value: "a.pdf" }, "attached “a.pdf”"],
    [
      { field: "estimate_point", old_value: "1", new_value: "2" },
      "changed the estimate point from 1 to 2",
    ],
  ])("%j", (over, expected) => {
    expect(activitySentence({ ...base, ...over }, (day) => `<${day}>`)).toBe(expected);
  });
});
