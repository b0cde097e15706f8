import type { CurrentSession } from "@treasury-plane/api/auth";
import { ApiError } from "@treasury-plane/api/errors";
import { vi } from "vitest";
import { SessionWatch } from "./watch";

const MINUTE = 60_000;

/** A server with one session, by the clock of the test. Its own clock is `skewMs` ahead. */
export class FakeSession {
  idleMs = 15 * MINUTE;
  absoluteMs = 12 * 60 * MINUTE;
  skewMs = 0;
  isReachable = true;
  isSignedOut = false;
  readonly openedAt = Date.now();
  lastSeen = Date.now();
  readonly read = vi.fn(async () => this.answer(false));
  readonly extend = vi.fn(async () => this.answer(true));

  watch(): SessionWatch {
    return new SessionWatch({ read: this.read, extend: this.extend });
  }

  /** A request of this browser that counts as activity, but not through the watch. */
  touch(): void {
    this.lastSeen = Date.now();
  }

  private answer(counts: boolean): CurrentSession {
    const now = Date.now();
    if (!this.isReachable) throw new ApiError({ status: 0, message: "offline" });
    const isOver =
      this.isSignedOut ||
      now >= this.lastSeen + this.idleMs ||
      now >= this.openedAt + this.absoluteMs;
    if (isOver) throw new ApiError({ status: 401, message: "ended" });
    if (counts) this.lastSeen = now;
    const at = (ms: number) => new Date(ms + this.skewMs).toISOString();
    return {
      method: "piv",
      authenticated_at: at(this.openedAt),
      // As the server has it: never after the end.
      idle_ends_at: at(Math.min(this.lastSeen + this.idleMs, this.openedAt + this.absoluteMs)),
      ends_at: at(this.openedAt + this.absoluteMs),
      warn_seconds: 120,
      now: at(now),
    };
  }
}

/** The channel between tabs, in one process. */
export class FakeChannel {
  static readonly open = new Set<FakeChannel>();
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor() {
    FakeChannel.open.add(this);
  }

  postMessage(data: unknown): void {
    for (const other of FakeChannel.open) {
      if (other !== this) other.onmessage?.({ data: structuredClone(data) });
    }
  }

  close(): void {
    FakeChannel.open.delete(this);
  }
}
