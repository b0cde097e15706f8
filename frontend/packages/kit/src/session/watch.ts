import type { CurrentSession } from "@treasury-plane/api/auth";
import { ApiError } from "@treasury-plane/api/errors";
import { createStore } from "zustand/vanilla";
import { type EndCause, idleMinutes, type SessionTimes, sessionTimes } from "./times";

/** What is known of the session of this tab. */
export type SessionState =
  | { phase: "unknown" }
  | { phase: "active"; session: CurrentSession }
  | { phase: "warning"; session: CurrentSession; cause: EndCause; end: number };

/** Why the last session of this tab ended, for the sign-in page. */
export type EndNotice =
  | { cause: "idle"; minutes: number }
  | { cause: "absolute" | "signed_out_elsewhere" | "ended" };

type TabMessage =
  | { type: "session"; session: CurrentSession; askedAt: number }
  | { type: "signed-out" };

export interface SessionWatchOptions {
  /** Does not count as activity. */
  read: () => Promise<CurrentSession>;
  extend: () => Promise<CurrentSession>;
}

/** Activity asks for more time at most this often. */
const EXTEND_EVERY_MS = 60_000;
/** While the warning is up: another machine's clock may be wrong, another tab may have extended. */
const WARNING_CHECK_MS = 15_000;
const CHECK_MS = 10 * 60_000;
/** Nothing is known yet, because the first question had no answer. */
const RETRY_MS = 60_000;
/** A 401 this close before an end we know of is that end. */
const SLACK_MS = 5_000;
const ACTIVITY = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
const CHANNEL = "treasury-plane-session";

/**
 * Knows when the session of this browser ends, warns ahead, and asks for more time while the
 * person is active. Tabs tell each other, so that the one in front speaks for all. The server
 * decides: before it warns or ends, the watch asks.
 */
export class SessionWatch {
  readonly state = createStore<SessionState>(() => ({ phase: "unknown" }));
  readonly notice = createStore<{ notice: EndNotice | null }>(() => ({ notice: null }));
  /** What the app does when there is no session any more. */
  onEnd: (() => void) | null = null;
  private readonly options: SessionWatchOptions;
  private times: SessionTimes | null = null;
  private isRunning = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private askedToExtendAt = Number.NEGATIVE_INFINITY;
  private channel: BroadcastChannel | null = null;

  constructor(options: SessionWatchOptions) {
    this.options = options;
  }

  /** Begins to watch a session that has just been found good. Returns how to stop. */
  start(): () => void {
    this.stop();
    this.isRunning = true;
    this.notice.setState({ notice: null });
    if (typeof BroadcastChannel !== "undefined") {
      this.channel = new BroadcastChannel(CHANNEL);
      this.channel.onmessage = (event: MessageEvent<TabMessage>) => this.onTabMessage(event.data);
    }
    for (const name of ACTIVITY) window.addEventListener(name, this.onActivity, { passive: true });
    for (const name of ["focus", "pageshow", "online"])
      window.addEventListener(name, this.onReturn);
    document.addEventListener("visibilitychange", this.onReturn);
    void this.check();
    return () => this.stop();
  }

  /** More time, as the person asked. Fails when the server cannot be reached. */
  async extend(): Promise<void> {
    this.askedToExtendAt = Date.now();
    const askedAt = Date.now();
    try {
      const session = await this.options.extend();
      if (!this.isRunning) return;
      this.accept(session, askedAt);
      this.tell({ type: "session", session, askedAt });
    } catch (error) {
      if (!isUnauthenticated(error)) throw error;
      this.lost();
    }
  }

  /** The server has answered somewhere that there is no session. */
  lost(): void {
    if (!this.isRunning) {
      this.onEnd?.();
      return;
    }
    const { times } = this;
    const soon = Date.now() + SLACK_MS;
    if (times && soon >= times.endsAt) this.finish({ cause: "absolute" });
    else if (times && soon >= times.idleEndsAt) {
      this.finish({ cause: "idle", minutes: idleMinutes(times) });
    } else this.finish({ cause: "ended" });
  }

  /** The person has signed out in this tab; the other tabs follow. */
  signedOut(): void {
    this.tell({ type: "signed-out" });
    this.stop();
    this.notice.setState({ notice: null });
  }

  private stop(): void {
    this.isRunning = false;
    clearTimeout(this.timer);
    this.channel?.close();
    this.channel = null;
    for (const name of ACTIVITY) window.removeEventListener(name, this.onActivity);
    for (const name of ["focus", "pageshow", "online"])
      window.removeEventListener(name, this.onReturn);
    document.removeEventListener("visibilitychange", this.onReturn);
    this.times = null;
    this.askedToExtendAt = Number.NEGATIVE_INFINITY;
    this.state.setState({ phase: "unknown" }, true);
  }

  private readonly onActivity = () => {
    const now = Date.now();
    const from = this.times?.extendFrom;
    // Once the warning is up only its button counts: a stray key must not answer it.
    if (this.state.getState().phase !== "active" || from === null || from === undefined) return;
    if (now < from || now - this.askedToExtendAt < EXTEND_EVERY_MS) return;
    // What fails here is tried again by the next activity, and the warning comes in time.
    this.extend().catch(() => undefined);
  };

  /** The machine may have slept: timers are late then. */
  private readonly onReturn = () => {
    if (document.visibilityState !== "visible") return;
    if (this.times && Date.now() >= this.times.warnFrom) void this.check();
  };

  private onTabMessage(message: TabMessage): void {
    if (!this.isRunning) return;
    if (message.type === "session") this.accept(message.session, message.askedAt);
    else this.finish({ cause: "signed_out_elsewhere" });
  }

  private async check(): Promise<void> {
    const askedAt = Date.now();
    try {
      const session = await this.options.read();
      if (this.isRunning) this.accept(session, askedAt);
    } catch (error) {
      if (!this.isRunning) return;
      if (isUnauthenticated(error)) this.lost();
      else this.schedule();
    }
  }

  private accept(session: CurrentSession, askedAt: number): void {
    const times = sessionTimes(session, askedAt, this.times);
    this.times = times;
    const isWarning = Date.now() >= times.warnFrom;
    this.state.setState(
      isWarning
        ? { phase: "warning", session, cause: times.cause, end: times.end }
        : { phase: "active", session },
      true,
    );
    this.schedule();
  }

  /** Plans the next look, from what is known: also when the server could not be reached. */
  private schedule(): void {
    clearTimeout(this.timer);
    const { times } = this;
    const now = Date.now();
    if (times && now >= times.end) {
      this.lost();
      return;
    }
    const state = this.state.getState();
    if (times && state.phase === "active" && now >= times.warnFrom) {
      const { cause, end } = times;
      this.state.setState({ phase: "warning", session: state.session, cause, end }, true);
    }
    const isWarning = this.state.getState().phase === "warning";
    const next = times ? (isWarning ? times.end : times.warnFrom) - now : RETRY_MS;
    const wait = Math.min(next, isWarning ? WARNING_CHECK_MS : CHECK_MS);
    this.timer = setTimeout(() => void this.check(), wait);
  }

  private finish(notice: EndNotice): void {
    this.stop();
    this.notice.setState({ notice });
    this.onEnd?.();
  }

  private tell(message: TabMessage): void {
    this.channel?.postMessage(message);
  }
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}
