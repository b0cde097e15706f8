const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const SHORT_DAYS = DAYS.map((day) => day.slice(0, 3).toLowerCase());

/** "Every 5 minutes", "Daily at 03:15 UTC"; null for what is better read as it is written. */
export function cronInWords(cron: string): string | null {
  const fields = cron.trim().split(/\s+/);
  if (fields.length === 5) fields.unshift("0");
  const [second, minute, hour, day, month, weekday] = fields;
  if (fields.length !== 6 || !second || !minute || !hour || !day || !month || !weekday) return null;
  if (!isAny(month)) return null;
  const everyDay = isAny(day) && isAny(weekday);
  if (isAny(hour)) {
    if (!everyDay) return null;
    return isAny(minute) ? inSeconds(second) : isNumber(second) ? inMinutes(minute) : null;
  }
  if (!isNumber(second)) return null;
  const hours = every(hour);
  if (hours !== null) {
    return everyDay && isNumber(minute) ? `Every ${count(hours, "hour")}${past(minute)}` : null;
  }
  const times = timesOf(minute, hour);
  if (times === null) return null;
  if (everyDay) return `Daily at ${times} UTC`;
  if (isAny(day)) {
    const days = weekdays(weekday);
    return days && `${days} at ${times} UTC`;
  }
  return isAny(weekday) && isNumber(day) ? `On day ${day} of each month at ${times} UTC` : null;
}

function inSeconds(second: string): string | null {
  const step = every(second);
  if (step !== null) return `Every ${count(step, "second")}`;
  if (second === "*") return "Every second";
  return isNumber(second) ? "Every minute" : null;
}

function inMinutes(minute: string): string | null {
  const step = every(minute);
  if (step !== null) return `Every ${count(step, "minute")}`;
  return isNumber(minute) ? `Every hour${past(minute)}` : null;
}

/** Fixed times of a day: "03:15", "03:15 and 15:15". */
function timesOf(minute: string, hour: string): string | null {
  const hours = hour.split(",");
  if (!isNumber(minute) || !hours.every(isNumber)) return null;
  return list(hours.map((each) => `${each.padStart(2, "0")}:${minute.padStart(2, "0")}`));
}

function weekdays(field: string): string | null {
  const [from, to] = field.split("-");
  if (from !== undefined && to !== undefined) {
    const ends = [dayName(from), dayName(to)];
    return ends.every((day) => day !== undefined) ? `${ends[0]} to ${ends[1]}` : null;
  }
  const days = field.split(",").map(dayName);
  return days.every((day) => day !== undefined) ? list(days.map((day) => `${day}s`)) : null;
}

/** By number, Sunday being 0 and 7, or by its first letters. */
function dayName(text: string): string | undefined {
  if (isNumber(text)) return DAYS[Number(text) === 7 ? 0 : Number(text)];
  return DAYS[SHORT_DAYS.indexOf(text.toLowerCase())];
}

function every(field: string): number | null {
  const step = /^(?:\*|0)\/(\d+)$/.exec(field)?.[1];
  return step === undefined ? null : Number(step);
}

function past(minute: string): string {
  const value = Number(minute);
  return value === 0 ? "" : `, ${value === 1 ? "1 minute" : count(value, "minute")} past`;
}

const isAny = (field: string) => field === "*" || field === "?";
const isNumber = (field: string) => /^\d+$/.test(field);
const count = (value: number, unit: string) => (value === 1 ? unit : `${value} ${unit}s`);
const list = (words: readonly string[]) => new Intl.ListFormat("en").format(words);
