import { localDay } from "./filters";
import type { MetaIndex } from "./ItemPieces";
import type { WorkItem } from "./model";

/** Calendar days, `YYYY-MM-DD`, without a time zone. */

const sameYear = new Intl.DateTimeFormat("en-US", {
  month: "short",
  day: "numeric",
  timeZone: "UTC",
});
const otherYear = new Intl.DateTimeFormat("en-US", {
  month: "short",
  day: "numeric",
  year: "numeric",
  timeZone: "UTC",
});
const full = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });

export function today(): string {
  return localDay(Date.now() / 1000);
}

export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** The Monday after `day`. */
export function nextMonday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, (8 - weekday) % 7 || 7);
}

export function shortDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const isThisYear = day.slice(0, 4) === today().slice(0, 4);
  return (isThisYear ? sameYear : otherYear).format(date);
}

export function longDay(day: string): string {
  return full.format(new Date(`${day}T00:00:00Z`));
}

/** Past its due date and not finished. */
export function isOverdue(item: WorkItem, index: MetaIndex): boolean {
  if (!item.target_date || item.target_date >= today()) return false;
  const group = index.states.get(item.state)?.group;
  return group !== "completed" && group !== "cancelled";
}
