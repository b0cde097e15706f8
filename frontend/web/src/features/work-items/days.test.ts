import { describe, expect, it } from "vitest";
import { addDays, nextMonday } from "./days";

describe("days", () => {
  it("adds across months and leap days", () => {
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  });

  it.each([
    ["2026-11-23", "2026-11-30"],
    ["2026-11-22", "2026-11-23"],
    ["2026-11-28", "2026-11-30"],
  ])("the Monday after %s is %s", (day, monday) => {
    expect(nextMonday(day)).toBe(monday);
  });
});
