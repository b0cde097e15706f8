/** For how long a notification may sleep. */
export const SNOOZES = [
  { id: "1d", label: "One day", days: 1 },
  { id: "3d", label: "Three days", days: 3 },
  { id: "5d", label: "Five days", days: 5 },
  { id: "1w", label: "One week", days: 7 },
  { id: "2w", label: "Two weeks", days: 14 },
] as const;

/** The same time of the day, so many days later, in this browser's time zone. */
export function daysLater(days: number, now = new Date()): Date {
  const then = new Date(now);
  then.setDate(then.getDate() + days);
  return then;
}
