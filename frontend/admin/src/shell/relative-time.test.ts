import { describe, expect, it } from "vitest";
import { duration, relativeTime } from "./relative-time";

const NOW = Date.parse("2026-11-25T10:00:00Z");

describe("relativeTime", () => {
  it("counts seconds within a minute, then as elsewhere", () => {
    expect(relativeTime("2026-11-25T09:59:48Z", NOW)).toBe("12 seconds ago");
    expect(relativeTime("2026-11-25T10:00:40Z", NOW)).toBe("in 40 seconds");
    expect(relativeTime("2026-11-25T10:05:00Z", NOW)).toBe("in 5 minutes");
  });
});

describe("duration", () => {
  it("takes the unit that reads best, and nothing below none", () => {
    expect(duration("2026-11-25T09:59:59Z", NOW)).toBe("1 second");
    expect(duration("2026-11-25T09:57:00Z", NOW)).toBe("3 minutes");
    expect(duration("2026-11-25T08:00:00Z", NOW)).toBe("2 hours");
    expect(duration("2026-11-20T10:00:00Z", NOW)).toBe("5 days");
    expect(duration("2026-11-25T10:00:03Z", NOW)).toBe("0 seconds");
  });
});
