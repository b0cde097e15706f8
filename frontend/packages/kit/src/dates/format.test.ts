import { describe, expect, it } from "vitest";
import { formatBytes, formatDay, formatRelative, isOverdue, today } from "./format";

const now = new Date(2026, 0, 31, 12, 0, 0);

describe("dates", () => {
  it("does not shift a calendar day with the time zone", () => {
    expect(formatDay("2026-01-01", now)).toMatch(/Jan 1/);
    expect(formatDay("2025-12-31", now)).toMatch(/2025/);
    expect(formatDay("nonsense", now)).toBe("nonsense");
  });

  it("speaks of the near past relatively and of the far past by date", () => {
    const ago = (ms: number) => formatRelative(new Date(now.getTime() - ms), now.getTime());
    expect(ago(5_000)).toBe("now");
    expect(ago(5 * 60_000)).toBe("5 minutes ago");
    expect(ago(26 * 3_600_000)).toBe("yesterday");
    expect(ago(400 * 86_400_000)).toMatch(/2024/);
  });

  it("is overdue from the next day on", () => {
    expect(today(now)).toBe("2026-01-31");
    expect(isOverdue("2026-01-30", now)).toBe(true);
    expect(isOverdue("2026-01-31", now)).toBe(false);
    expect(isOverdue(null, now)).toBe(false);
  });

  it("writes sizes in the unit that reads best", () => {
    expect(formatBytes(0)).toBe("0 B");
    expect(formatBytes(1536)).toBe("1.5 KB");
    expect(formatBytes(5 * 1024 * 1024)).toBe("5 MB");
  });
});
