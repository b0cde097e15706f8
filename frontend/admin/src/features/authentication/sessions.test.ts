import { describe, expect, it } from "vitest";
import { fromSessions, mistakes, toPatch } from "./sessions";

const sessions = { idle_minutes: 15, absolute_hours: 12, max_per_user: null, warn_seconds: 120 };

describe("session limits", () => {
  it("show no limit as an empty field and send it as 0", () => {
    const values = fromSessions(sessions);
    expect(values.sessions_per_user_max).toBe("");
    expect(toPatch(values)).toEqual({
      session_idle_minutes: 15,
      session_absolute_hours: 12,
      sessions_per_user_max: 0,
    });
  });

  it("name what is no number before anything is sent", () => {
    const values = {
      ...fromSessions(sessions),
      session_idle_minutes: "",
      sessions_per_user_max: "-1",
    };
    expect(Object.keys(mistakes(values))).toEqual([
      "session_idle_minutes",
      "sessions_per_user_max",
    ]);
    expect(mistakes(fromSessions(sessions))).toEqual({});
  });
});
