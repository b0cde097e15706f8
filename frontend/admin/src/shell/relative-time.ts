import { formatRelative } from "@treasury-plane/kit/dates/format";

const MINUTE_MS = 60_000;

/** "12 seconds ago", "in 5 minutes"; seconds count where something is watched. */
export function relativeTime(at: string, now: number): string {
  const elapsed = Date.parse(at) - now;
  if (Math.abs(elapsed) >= MINUTE_MS) return formatRelative(at, now);
  const words = new Intl.RelativeTimeFormat(navigator.language, { numeric: "auto" });
  return words.format(Math.round(elapsed / 1000), "second");
}

/** "12 seconds", "3 minutes", "2 hours", "5 days": how long something has taken so far. */
export function duration(from: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(from)) / 1000));
  const [value, unit] =
    seconds < 60
      ? ([seconds, "second"] as const)
      : seconds < 3600
        ? ([Math.round(seconds / 60), "minute"] as const)
        : seconds < 86_400
          ? ([Math.round(seconds / 3600), "hour"] as const)
          : ([Math.round(seconds / 86_400), "day"] as const);
  return new Intl.NumberFormat(navigator.language, {
    style: "unit",
    unit,
    unitDisplay: "long",
  }).format(value);
}
