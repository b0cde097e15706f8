import { describe, expect, it } from "vitest";
import { cronInWords } from "./cron";

describe("cronInWords", () => {
  it.each([
    ["*/10 * * * * *", "Every 10 seconds"],
    ["* * * * * *", "Every second"],
    ["0 * * * * *", "Every minute"],
    ["30 * * * * *", "Every minute"],
    ["0 */5 * * * *", "Every 5 minutes"],
    ["0 0/15 * * * *", "Every 15 minutes"],
    ["0 0 * * * *", "Every hour"],
    ["0 7 * * * *", "Every hour, 7 minutes past"],
    ["0 1 * * * *", "Every hour, 1 minute past"],
    ["0 20 */6 * * *", "Every 6 hours, 20 minutes past"],
    ["0 15 3 * * *", "Daily at 03:15 UTC"],
    ["0 15 3 * * ?", "Daily at 03:15 UTC"],
    ["15 3 * * *", "Daily at 03:15 UTC"],
    ["0 0 6,18 * * *", "Daily at 06:00 and 18:00 UTC"],
    ["0 0 4 * * 0", "Sundays at 04:00 UTC"],
    ["0 0 4 * * 7", "Sundays at 04:00 UTC"],
    ["0 0 4 * * MON", "Mondays at 04:00 UTC"],
    ["0 0 8 * * 1-5", "Monday to Friday at 08:00 UTC"],
    ["0 0 8 * * 2,4", "Tuesdays and Thursdays at 08:00 UTC"],
    ["0 0 2 1 * *", "On day 1 of each month at 02:00 UTC"],
  ])("reads %s", (cron, words) => {
    expect(cronInWords(cron)).toBe(words);
  });

  it.each([
    "0 0 2 1 1 *",
    "0 0-30 * * * *",
    "0 0 2 L * *",
    "0 0 2 1 * 1",
    "0 0 4 * * 9",
    "*/5 3 3 * * *",
    "nonsense",
    "",
  ])("leaves %s as it is written", (cron) => {
    expect(cronInWords(cron)).toBeNull();
  });
});
