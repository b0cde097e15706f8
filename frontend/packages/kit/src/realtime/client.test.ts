import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RealtimeClient } from "./client";

class FakeSocket {
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = 3;
  }
  opens() {
    this.readyState = 1;
    this.onopen?.();
  }
  says(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  drops(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const last = () => FakeSocket.all.at(-1)!;
const handlers = () => ({ onChange: vi.fn(), onReload: vi.fn(), onRefused: vi.fn() });

function setup(random = 0) {
  const onUnauthenticated = vi.fn();
  const client = new RealtimeClient({
    url: "ws://test",
    onUnauthenticated,
    random: () => random,
    createSocket: () => new FakeSocket() as unknown as WebSocket,
  });
  return { client, onUnauthenticated, status: () => client.status.getState().status };
}

beforeEach(() => {
  FakeSocket.all = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe("RealtimeClient", () => {
  it("connects with the first topic and leaves with the last", () => {
    const { client, status } = setup();
    expect(FakeSocket.all).toHaveLength(0);
    const one = client.subscribe("project:1", handlers(), "c1");
    expect(status()).toBe("connecting");
    last().opens();
    expect(status()).toBe("online");
    const two = client.subscribe("workspace:1", handlers());
    expect(last().sent).toEqual([
      { type: "subscribe", topic: "project:1", cursor: "c1" },
      { type: "subscribe", topic: "workspace:1" },
    ]);
    one.unsubscribe();
    expect(last().sent.at(-1)).toEqual({ type: "unsubscribe", topic: "project:1" });
    two.unsubscribe();
    expect(last().readyState).toBe(3);
    expect(status()).toBe("idle");
  });

  it("delivers changes and resumes after a break with the last cursor", () => {
    const { client, status } = setup();
    const follower = handlers();
    client.subscribe("project:1", follower, "c1");
    last().opens();
    last().says({ type: "change", topic: "project:1", cursor: "c2", entity: "work_item" });
    expect(follower.onChange).toHaveBeenCalledOnce();
    last().drops();
    expect(status()).toBe("reconnecting");
    vi.advanceTimersByTime(500);
    expect(FakeSocket.all).toHaveLength(2);
    last().opens();
    expect(last().sent).toEqual([{ type: "subscribe", topic: "project:1", cursor: "c2" }]);
    expect(status()).toBe("online");
  });

  it("waits longer after each failure, up to fifteen seconds", () => {
    const { client } = setup(1);
    client.subscribe("project:1", handlers());
    for (const delay of [500, 1000, 2000, 4000, 8000, 15000, 15000]) {
      const count = FakeSocket.all.length;
      last().drops();
      vi.advanceTimersByTime(delay - 1);
      expect(FakeSocket.all).toHaveLength(count);
      vi.advanceTimersByTime(1);
      expect(FakeSocket.all).toHaveLength(count + 1);
    }
  });

  it("waits as long as the server asks before it drains", () => {
    const { client } = setup(0);
    client.subscribe("project:1", handlers());
    last().opens();
    last().says({ type: "closing", retry_after_ms: 3000 });
    last().drops(1001);
    vi.advanceTimersByTime(2999);
    expect(FakeSocket.all).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("asks for a reload and continues from the new cursor", () => {
    const { client } = setup();
    const follower = handlers();
    const subscription = client.subscribe("project:1", follower, "c1");
    last().opens();
    last().says({ type: "reload", topic: "project:1" });
    expect(follower.onReload).toHaveBeenCalledOnce();
    subscription.resume("c9");
    expect(last().sent.at(-1)).toEqual({ type: "subscribe", topic: "project:1", cursor: "c9" });
  });

  it("forgets a topic that is refused", () => {
    const { client, status } = setup();
    const follower = handlers();
    client.subscribe("project:1", follower);
    last().opens();
    last().says({ type: "refused", topic: "project:1" });
    expect(follower.onRefused).toHaveBeenCalledOnce();
    expect(status()).toBe("idle");
  });

  it("stops when the session has ended", () => {
    const { client, status, onUnauthenticated } = setup();
    client.subscribe("project:1", handlers());
    last().opens();
    last().drops(4401);
    expect(onUnauthenticated).toHaveBeenCalledOnce();
    expect(status()).toBe("ended");
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("notices a network that is gone without a word", () => {
    const { client, status } = setup();
    client.subscribe("project:1", handlers());
    last().opens();
    vi.advanceTimersByTime(25_000);
    expect(last().sent.at(-1)).toEqual({ type: "ping" });
    last().says({ type: "pong" });
    vi.advanceTimersByTime(25_000);
    expect(status()).toBe("online");
    vi.advanceTimersByTime(10_000);
    expect(status()).toBe("reconnecting");
  });

  it("says which item is open, again after a break, and who else is there", () => {
    const { client } = setup();
    client.subscribe("project:1", handlers());
    const onPeople = vi.fn();
    last().opens();
    const leave = client.present("1", "i1", onPeople);
    const present = { type: "present", project: "1", work_item: "i1" };
    expect(last().sent.at(-1)).toEqual(present);
    last().says({ type: "presence", work_item: "other", people: ["a"] });
    expect(onPeople).not.toHaveBeenCalled();
    last().says({ type: "presence", work_item: "i1", people: ["a", "b"] });
    expect(onPeople).toHaveBeenLastCalledWith(["a", "b"]);
    last().drops();
    expect(onPeople).toHaveBeenLastCalledWith([]);
    vi.advanceTimersByTime(500);
    last().opens();
    expect(last().sent.at(-1)).toEqual(present);
    leave();
    expect(last().sent.at(-1)).toEqual({ type: "absent" });
  });

  it("says when a topic is followed, and follows it again from now", () => {
    const { client } = setup();
    const onSubscribed = vi.fn();
    const subscription = client.subscribe("user:1", { ...handlers(), onSubscribed });
    last().opens();
    last().says({ type: "subscribed", topic: "user:1" });
    expect(onSubscribed).toHaveBeenCalledOnce();
    last().says({ type: "reload", topic: "user:1" });
    subscription.resume();
    expect(last().sent.at(-1)).toEqual({ type: "subscribe", topic: "user:1" });
  });

  it("ignores what it cannot read", () => {
    const { client } = setup();
    const follower = handlers();
    client.subscribe("project:1", follower);
    last().opens();
    last().onmessage?.({ data: "not json" });
    last().says({ type: "change", topic: "project:other", cursor: "x" });
    expect(follower.onChange).not.toHaveBeenCalled();
  });
});
