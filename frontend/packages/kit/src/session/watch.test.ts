import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeChannel, FakeSession } from "./fake-session";
import type { SessionWatch } from "./watch";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let server: FakeSession;
const watches: SessionWatch[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-25T08:00:00Z") });
  vi.stubGlobal("BroadcastChannel", FakeChannel);
  server = new FakeSession();
});

afterEach(() => {
  for (const watch of watches.splice(0)) watch.signedOut();
  FakeChannel.open.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function open(): Promise<{ watch: SessionWatch; ended: ReturnType<typeof vi.fn> }> {
  const watch = server.watch();
  const ended = vi.fn();
  watch.onEnd = ended;
  watches.push(watch);
  watch.start();
  await vi.advanceTimersByTimeAsync(0);
  return { watch, ended };
}

const phase = (watch: SessionWatch) => watch.state.getState().phase;
const notice = (watch: SessionWatch) => watch.notice.getState().notice;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const press = () => window.dispatchEvent(new Event("keydown"));

describe("idle", () => {
  it("warns two minutes ahead and ends with the minutes", async () => {
    const { watch, ended } = await open();
    await pass(13 * MINUTE - SECOND);
    expect(phase(watch)).toBe("active");
    await pass(SECOND);
    expect(watch.state.getState()).toMatchObject({
      phase: "warning",
      cause: "idle",
      end: server.lastSeen + 15 * MINUTE,
    });
    await pass(2 * MINUTE - SECOND);
    expect(ended).not.toHaveBeenCalled();
    await pass(2 * SECOND);
    expect(ended).toHaveBeenCalledOnce();
    expect(notice(watch)).toEqual({ cause: "idle", minutes: 15 });
    expect(server.extend).not.toHaveBeenCalled();
  });

  it("is extended by the person, as often as they like", async () => {
    const { watch, ended } = await open();
    for (let round = 0; round < 3; round++) {
      await pass(13 * MINUTE);
      expect(phase(watch)).toBe("warning");
      await watch.extend();
      expect(phase(watch)).toBe("active");
    }
    expect(ended).not.toHaveBeenCalled();
  });

  it("asks the server before it warns: other requests count", async () => {
    const { watch } = await open();
    await pass(10 * MINUTE);
    server.touch();
    await pass(10 * MINUTE);
    expect(phase(watch)).toBe("active");
    await pass(3 * MINUTE);
    expect(phase(watch)).toBe("warning");
  });

  it("takes the warning away when another browser tab without a channel extends", async () => {
    const { watch } = await open();
    await pass(13 * MINUTE);
    server.touch();
    await pass(15 * SECOND);
    expect(phase(watch)).toBe("active");
  });

  it("does not mind that the clocks differ", async () => {
    server.skewMs = -3 * HOUR;
    const { watch } = await open();
    await pass(13 * MINUTE - SECOND);
    expect(phase(watch)).toBe("active");
    await pass(SECOND);
    expect(watch.state.getState()).toMatchObject({ end: server.lastSeen + 15 * MINUTE });
  });

  it("warns and ends by what it knows when the server cannot be reached", async () => {
    const { watch, ended } = await open();
    server.isReachable = false;
    await pass(13 * MINUTE);
    expect(phase(watch)).toBe("warning");
    await expect(watch.extend()).rejects.toThrow("offline");
    expect(phase(watch)).toBe("warning");
    await pass(2 * MINUTE);
    expect(ended).toHaveBeenCalledOnce();
    expect(notice(watch)).toEqual({ cause: "idle", minutes: 15 });
  });

  it("ends at once when the machine wakes after the end", async () => {
    const { watch, ended } = await open();
    vi.setSystemTime(Date.now() + HOUR);
    window.dispatchEvent(new Event("focus"));
    await pass(0);
    expect(ended).toHaveBeenCalledOnce();
    expect(notice(watch)).toEqual({ cause: "idle", minutes: 15 });
  });
});

describe("activity", () => {
  it("extends once a minute after half the idle time, so that the warning never comes", async () => {
    const { watch } = await open();
    const seen = new Set<string>();
    watch.state.subscribe((state) => seen.add(state.phase));
    for (let second = 0; second < 60 * 60; second += 5) {
      press();
      await pass(5 * SECOND);
    }
    expect(seen).not.toContain("warning");
    // Every 7.5 minutes, not each time a key is pressed.
    expect(server.extend.mock.calls.length).toBeLessThanOrEqual(8);
    expect(server.extend.mock.calls.length).toBeGreaterThan(5);
  });

  it("does nothing in the first half", async () => {
    await open();
    await pass(7 * MINUTE);
    press();
    await pass(0);
    expect(server.extend).not.toHaveBeenCalled();
    await pass(MINUTE);
    press();
    window.dispatchEvent(new Event("pointerdown"));
    await pass(0);
    expect(server.extend).toHaveBeenCalledOnce();
  });

  it("asks no more than once a minute while the server does not answer", async () => {
    await open();
    await pass(9 * MINUTE);
    server.isReachable = false;
    for (let second = 0; second < 120; second += 2) {
      press();
      await pass(2 * SECOND);
    }
    expect(server.extend).toHaveBeenCalledTimes(2);
  });

  it("does not answer the warning", async () => {
    const { watch } = await open();
    await pass(13 * MINUTE);
    press();
    await pass(SECOND);
    expect(server.extend).not.toHaveBeenCalled();
    expect(phase(watch)).toBe("warning");
  });

  it("keeps a short idle time without a warning, too", async () => {
    server.idleMs = 3 * MINUTE;
    const { watch, ended } = await open();
    const seen = new Set<string>();
    watch.state.subscribe((state) => seen.add(state.phase));
    for (let second = 0; second < 15 * 60; second += 10) {
      press();
      await pass(10 * SECOND);
    }
    expect(seen).not.toContain("warning");
    expect(ended).not.toHaveBeenCalled();
  });
});

describe("the longest time", () => {
  it("is warned of, is not extended, and ends", async () => {
    server.absoluteMs = 20 * MINUTE;
    const { watch, ended } = await open();
    for (let minute = 0; minute < 18; minute++) {
      press();
      await pass(MINUTE);
    }
    expect(watch.state.getState()).toMatchObject({
      phase: "warning",
      cause: "absolute",
      end: server.openedAt + 20 * MINUTE,
    });
    const asked = server.extend.mock.calls.length;
    press();
    await watch.extend();
    expect(server.extend.mock.calls.length).toBe(asked + 1);
    expect(phase(watch)).toBe("warning");
    await pass(2 * MINUTE + SECOND);
    expect(ended).toHaveBeenCalledOnce();
    expect(notice(watch)).toEqual({ cause: "absolute" });
  });
});

describe("several tabs", () => {
  it("share what one of them has extended", async () => {
    const one = await open();
    const two = await open();
    await pass(13 * MINUTE);
    expect([phase(one.watch), phase(two.watch)]).toEqual(["warning", "warning"]);
    await two.watch.extend();
    expect([phase(one.watch), phase(two.watch)]).toEqual(["active", "active"]);
    await pass(13 * MINUTE - SECOND);
    expect([phase(one.watch), phase(two.watch)]).toEqual(["active", "active"]);
  });

  it("end together when one signs out", async () => {
    const one = await open();
    const two = await open();
    one.watch.signedOut();
    expect(two.ended).toHaveBeenCalledOnce();
    expect(notice(two.watch)).toEqual({ cause: "signed_out_elsewhere" });
    expect(notice(one.watch)).toBeNull();
    expect(one.ended).not.toHaveBeenCalled();
  });

  it("work alone where there is no channel", async () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    const { watch } = await open();
    await pass(13 * MINUTE);
    expect(phase(watch)).toBe("warning");
  });
});

describe("the end, learnt elsewhere", () => {
  it("is revocation when no end was near", async () => {
    const { watch, ended } = await open();
    await pass(MINUTE);
    watch.lost();
    expect(ended).toHaveBeenCalledOnce();
    expect(notice(watch)).toEqual({ cause: "ended" });
  });

  it("is found by the regular look", async () => {
    const { watch, ended } = await open();
    server.isSignedOut = true;
    await pass(10 * MINUTE);
    expect(ended).toHaveBeenCalledOnce();
    expect(notice(watch)).toEqual({ cause: "ended" });
  });

  it("is no notice for somebody who was not signed in, or has just signed out", async () => {
    const { watch, ended } = await open();
    watch.signedOut();
    watch.lost();
    expect(ended).toHaveBeenCalledOnce();
    expect(notice(watch)).toBeNull();
  });

  it("is forgotten at the next sign-in, and nothing runs after it", async () => {
    const { watch } = await open();
    watch.lost();
    const asked = server.read.mock.calls.length;
    await pass(HOUR);
    press();
    expect(server.read).toHaveBeenCalledTimes(asked);
    server.touch();
    watch.start();
    expect(notice(watch)).toBeNull();
  });
});

it("tries again when the first question has no answer", async () => {
  server.isReachable = false;
  const { watch } = await open();
  expect(phase(watch)).toBe("unknown");
  server.isReachable = true;
  await pass(MINUTE);
  expect(phase(watch)).toBe("active");
});
