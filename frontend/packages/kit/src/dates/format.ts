const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const locale = () => (typeof navigator === "undefined" ? "en-US" : navigator.language);
const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const found = cache.get(key) ?? new Intl.DateTimeFormat(locale(), options);
  cache.set(key, found);
  return found;
}

/** An instant: ISO text, unix seconds or a `Date`. */
export type Instant = string | number | Date;

export function toDate(instant: Instant): Date {
  if (instant instanceof Date) return instant;
  return new Date(typeof instant === "number" ? instant * 1000 : instant);
}

/** A calendar day `YYYY-MM-DD` without a time zone: "Jan 31", or "Jan 31, 2025" in another year. */
export function formatDay(day: string, now = new Date()): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const isThisYear = date.getUTCFullYear() === now.getFullYear();
  return formatter({
    month: "short",
    day: "numeric",
    timeZone: "UTC",
    ...(isThisYear ? {} : { year: "numeric" }),
  }).format(date);
}

/** "Jan 31, 2026, 3:05 PM" in the given time zone, or the browser's. */
export function formatDateTime(instant: Instant, timeZone?: string): string {
  return formatter({
    dateStyle: "medium",
    timeStyle: "short",
    ...(timeZone ? { timeZone } : {}),
  }).format(toDate(instant));
}

/** "Jan 31, 2026". */
export function formatDate(instant: Instant, timeZone?: string): string {
  return formatter({ dateStyle: "medium", ...(timeZone ? { timeZone } : {}) }).format(
    toDate(instant),
  );
}

/** "now", "5 minutes ago", "yesterday"; the date itself after a month. */
export function formatRelative(instant: Instant, now = Date.now()): string {
  const then = toDate(instant).getTime();
  const elapsed = then - now;
  const distance = Math.abs(elapsed);
  if (distance >= 30 * DAY) return formatDate(new Date(then));
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  if (distance < MINUTE) return relative.format(0, "second");
  if (distance < HOUR) return relative.format(Math.round(elapsed / MINUTE), "minute");
  if (distance < DAY) return relative.format(Math.round(elapsed / HOUR), "hour");
  return relative.format(Math.round(elapsed / DAY), "day");
}

/** Today as `YYYY-MM-DD` where the person is. */
export function today(now = new Date()): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** Whether a due day has passed. */
export function isOverdue(day: string | null, now = new Date()): boolean {
  return day !== null && day < today(now);
}

/** "1.2 MB". */
export function formatBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), 4);
  const value = bytes / 1024 ** power;
  return `${value.toLocaleString(locale(), { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 })} ${units[power]}`;
}

export function formatNumber(value: number): string {
  return value.toLocaleString(locale());
}
