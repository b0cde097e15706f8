import type { CurrentSession } from "@treasury-plane/api/auth";

const MINUTE = 60_000;

export type EndCause = "idle" | "absolute";

/** The moments of a session by the clock of this machine, in milliseconds. */
export interface SessionTimes {
  /** When the session was opened: tells one session from the next. */
  openedAt: string;
  /** How long a session may be idle; the server tells only what is left of it. */
  idleMs: number;
  idleEndsAt: number;
  endsAt: number;
  /** What comes first. */
  end: number;
  cause: EndCause;
  warnFrom: number;
  /** From here on activity asks the server for more time; null when that would gain nothing. */
  extendFrom: number | null;
}

/**
 * Reads an answer of the server. Its clock may differ from ours, so only its differences count,
 * from the moment the question was asked: the end is never thought later than it is.
 */
export function sessionTimes(
  session: CurrentSession,
  askedAt: number,
  known: SessionTimes | null,
): SessionTimes {
  const serverNow = Date.parse(session.now);
  const idleLeft = Date.parse(session.idle_ends_at) - serverNow;
  const idleEndsAt = askedAt + idleLeft;
  const endsAt = askedAt + Date.parse(session.ends_at) - serverNow;
  const isSame = known?.openedAt === session.authenticated_at;
  const idleMs = Math.max(idleLeft, isSame ? known.idleMs : 0);
  const warnMs = session.warn_seconds * 1000;
  const cause = endsAt <= idleEndsAt ? "absolute" : "idle";
  const end = Math.min(idleEndsAt, endsAt);
  // With a very short idle time the warning would never go away.
  const warnFrom = end - (cause === "idle" ? Math.min(warnMs, idleMs / 2) : warnMs);
  return {
    openedAt: session.authenticated_at,
    idleMs,
    idleEndsAt,
    endsAt,
    end,
    cause,
    warnFrom,
    // Early enough that somebody who is active once a minute never sees the warning.
    extendFrom: cause === "idle" ? idleEndsAt - Math.max(idleMs / 2, warnMs + MINUTE) : null,
  };
}

/** The idle time in whole minutes, for people. */
export function idleMinutes(times: SessionTimes): number {
  return Math.max(1, Math.ceil(times.idleMs / MINUTE));
}
