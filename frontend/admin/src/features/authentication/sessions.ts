import type { Authentication, AuthenticationPatch } from "./queries";

/** The limits as typed. */
export interface SessionValues {
  session_idle_minutes: string;
  session_absolute_hours: string;
  /** Empty: no limit. */
  sessions_per_user_max: string;
}

export const FIELDS = [
  "session_idle_minutes",
  "session_absolute_hours",
  "sessions_per_user_max",
] as const satisfies readonly (keyof SessionValues)[];

export function fromSessions(sessions: Authentication["sessions"]): SessionValues {
  return {
    session_idle_minutes: String(sessions.idle_minutes),
    session_absolute_hours: String(sessions.absolute_hours),
    sessions_per_user_max: sessions.max_per_user === null ? "" : String(sessions.max_per_user),
  };
}

/** As the server takes it; call when [`mistakes`] finds none. */
export function toPatch(values: SessionValues): AuthenticationPatch {
  return {
    session_idle_minutes: Number(values.session_idle_minutes),
    session_absolute_hours: Number(values.session_absolute_hours),
    sessions_per_user_max: Number(values.sessions_per_user_max),
  };
}

/** What cannot be sent at all; ranges are the server's to judge. */
export function mistakes(values: SessionValues): Partial<Record<keyof SessionValues, string>> {
  const found: Partial<Record<keyof SessionValues, string>> = {};
  for (const field of FIELDS) {
    const text = values[field].trim();
    const isOptional = field === "sessions_per_user_max" && text === "";
    if (!isOptional && !/^\d{1,9}$/.test(text)) found[field] = "Enter a whole number.";
  }
  return found;
}
