import { QueryClient } from "@tanstack/react-query";
import type { RealtimeChange } from "@treasury-plane/api/types";
import type { RealtimeClient, TopicHandlers } from "@treasury-plane/kit/realtime/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { META, makeItem } from "./fixtures";
import { followProject } from "./follow-project";
import { createSession } from "./project-session";

type Row = NonNullable<RealtimeChange["row"]>;

function setUp() {
  const session = createSession("gsa", "p1", vi.fn());
  const { store } = session;
  store.load({ cursor: "c1", canEdit: true, meta: META, items: [makeItem("i1")] });
  let handlers: TopicHandlers | undefined;
  const subscription = { resume: vi.fn(), unsubscribe: vi.fn() };
  const subscribe = vi.fn((_topic: string, given: TopicHandlers) => {
    handlers = given;
    return subscription;
  });
  const client = { subscribe } as unknown as RealtimeClient;
  const stop = followProject(session, client, new QueryClient());
  const change = (over: Partial<RealtimeChange>) =>
    handlers?.onChange({
      type: "change",
      topic: "project:p1",
      cursor: "c2",
      entity: "work_item",
      verb: "updated",
      id: "i1",
      actor: null,
      ...over,
    });
  return {
    session,
    store,
    subscribe,
    subscription,
    stop,
    change,
    reload: () => handlers?.onReload(),
  };
}

const row = (over: Partial<Row>): Row => ({ ...makeItem("i1"), ...over }) as Row;
const answer = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("followProject", () => {
  it("subscribes from the cursor of the snapshot", async () => {
    const { subscribe } = setUp();
    await vi.advanceTimersByTimeAsync(0);
    expect(subscribe).toHaveBeenCalledWith("project:p1", expect.anything(), "c1");
  });

  it("applies what comes in one burst together and moves the cursor on", async () => {
    const { store, change } = setUp();
    await vi.advanceTimersByTimeAsync(0);
    const listener = vi.fn();
    store.subscribe(listener);
    change({ row: row({ state: "todo", updated_at: 1_800_000_000 }) });
    change({ id: "i2", verb: "created", row: row({ id: "i2", updated_at: 1_800_000_000 }) });
    expect(listener).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(50);
    expect(listener).toHaveBeenCalledOnce();
    expect(store.get("i1")?.state).toBe("todo");
    expect(store.get("i2")).toBeDefined();
    expect(store.cursor).toBe("c2");
  });

  it("drops what was deleted", async () => {
    const { store, change } = setUp();
    await vi.advanceTimersByTimeAsync(0);
    change({ verb: "deleted" });
    await vi.advanceTimersByTimeAsync(50);
    expect(store.get("i1")).toBeUndefined();
  });

  it("reads an item again when it is told only its id, and drops it when it is gone", async () => {
    const { store, change } = setUp();
    await vi.advanceTimersByTimeAsync(0);
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => answer({ error: "…" }, 404)),
    );
    change({});
    await vi.advanceTimersByTimeAsync(50);
    expect(store.get("i1")).toBeUndefined();
  });

  it("loads a new snapshot on reload and resumes from it", async () => {
    const { store, subscription, reload } = setUp();
    await vi.advanceTimersByTimeAsync(0);
    const snapshot = {
      cursor: "c9",
      can_edit: false,
      states: META.states,
      labels: [],
      members: [],
      fields: [
        "id",
        "sequence_id",
        "name",
        "state",
        "priority",
        "assignees",
        "labels",
        "parent",
        "start_date",
        "target_date",
        "sort_order",
        "created_at",
        "updated_at",
        "completed_at",
        "created_by",
      ],
      items: [["i7", 7, "Seven", 1, 0, [], [], null, null, null, 1, 1, 1, null, null]],
    };
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => answer(snapshot)),
    );
    reload();
    await vi.advanceTimersByTimeAsync(10);
    expect([...store.items.keys()]).toEqual(["i7"]);
    expect(store.get("i7")).toMatchObject({ state: "todo", priority: "urgent", name: "Seven" });
    expect(store.canEdit).toBe(false);
    expect(subscription.resume).toHaveBeenCalledWith("c9");
  });

  it("leaves the topic when the screen goes", async () => {
    const { subscription, stop } = setUp();
    await vi.advanceTimersByTimeAsync(0);
    stop();
    expect(subscription.unsubscribe).toHaveBeenCalledOnce();
  });
});
