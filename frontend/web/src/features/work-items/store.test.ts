import { describe, expect, it, vi } from "vitest";
import { META, makeItem } from "./fixtures";
import type { StoreEvent } from "./store";
import { ProjectStore } from "./store";

function storeWith(...items: ReturnType<typeof makeItem>[]) {
  const timers: (() => void)[] = [];
  const store = new ProjectStore("p", (run) => timers.push(run));
  store.load({ cursor: "c1", canEdit: true, meta: META, items });
  const events: StoreEvent[] = [];
  store.subscribe((event) => events.push(event));
  const elapse = () => {
    for (const run of timers.splice(0)) run();
  };
  return { store, events, elapse };
}

describe("optimistic edits", () => {
  it("shows a patch at once", () => {
    const { store, events } = storeWith(makeItem("i1"));
    store.edit("i1", { state: "done" });
    expect(store.get("i1")?.state).toBe("done");
    expect(store.hasPending("i1")).toBe(true);
    expect(events).toHaveLength(1);
  });

  it("returns to the truth when the server refuses", () => {
    const { store } = storeWith(makeItem("i1"));
    const token = store.edit("i1", { state: "done" });
    store.rollback("i1", token);
    expect(store.get("i1")?.state).toBe("backlog");
    expect(store.hasPending("i1")).toBe(false);
  });

  it("keeps a later edit when an earlier one is refused", () => {
    const { store } = storeWith(makeItem("i1"));
    const first = store.edit("i1", { state: "done", priority: "high" });
    store.edit("i1", { state: "doing" });
    store.rollback("i1", first);
    expect(store.get("i1")).toMatchObject({ state: "doing", priority: "none" });
  });

  it("is not overwritten by somebody else's change of another field", () => {
    const { store } = storeWith(makeItem("i1", { updated_at: 10 }));
    store.edit("i1", { state: "done" });
    store.applyRemote([{ id: "i1", item: makeItem("i1", { priority: "high", updated_at: 11 }) }]);
    expect(store.get("i1")).toMatchObject({ state: "done", priority: "high" });
  });

  it("is not undone by the late echo of its own predecessor", () => {
    const { store } = storeWith(makeItem("i1", { updated_at: 10 }));
    const first = store.edit("i1", { state: "todo" });
    const second = store.edit("i1", { state: "done" });
    store.acknowledge("i1", first, makeItem("i1", { state: "todo", updated_at: 11 }));
    store.acknowledge("i1", second, makeItem("i1", { state: "done", updated_at: 11 }));
    store.applyRemote([{ id: "i1", item: makeItem("i1", { state: "todo", updated_at: 11 }) }]);
    expect(store.get("i1")?.state).toBe("done");
    store.applyRemote([{ id: "i1", item: makeItem("i1", { state: "done", updated_at: 11 }) }]);
    expect(store.get("i1")?.state).toBe("done");
  });

  it("lets another person's value show once its own echo has come", () => {
    const { store } = storeWith(makeItem("i1", { updated_at: 10 }));
    const token = store.edit("i1", { state: "todo" });
    store.acknowledge("i1", token, makeItem("i1", { state: "todo", updated_at: 11 }));
    store.applyRemote([{ id: "i1", item: makeItem("i1", { state: "todo", updated_at: 11 }) }]);
    store.applyRemote([{ id: "i1", item: makeItem("i1", { state: "review", updated_at: 12 }) }]);
    expect(store.get("i1")?.state).toBe("review");
  });

  it("stops shadowing after the echo window even when no echo came", () => {
    const { store, elapse } = storeWith(makeItem("i1", { updated_at: 10 }));
    const token = store.edit("i1", { state: "todo" });
    store.acknowledge("i1", token, makeItem("i1", { state: "todo", updated_at: 11 }));
    store.applyRemote([{ id: "i1", item: makeItem("i1", { state: "review", updated_at: 12 }) }]);
    expect(store.get("i1")?.state).toBe("todo");
    elapse();
    expect(store.get("i1")?.state).toBe("review");
  });
});

describe("remote changes", () => {
  it("ignores a row older than the one it has", () => {
    const { store, events } = storeWith(makeItem("i1", { updated_at: 20 }));
    store.applyRemote([{ id: "i1", item: makeItem("i1", { name: "old", updated_at: 19 }) }]);
    expect(store.get("i1")?.name).toBe("Item 1");
    expect(events).toHaveLength(0);
  });

  it("adds and removes items", () => {
    const { store } = storeWith(makeItem("i1"));
    store.applyRemote([
      { id: "i2", item: makeItem("i2") },
      { id: "i1", item: null },
    ]);
    expect([...store.items.keys()]).toEqual(["i2"]);
  });

  it("says nothing when an echo changes nothing", () => {
    const { store, events } = storeWith(makeItem("i1"));
    store.applyRemote([{ id: "i1", item: makeItem("i1") }]);
    expect(events).toHaveLength(0);
  });

  it("wakes only the listeners of the item that changed", () => {
    const { store } = storeWith(makeItem("i1"), makeItem("i2"));
    const first = vi.fn();
    const second = vi.fn();
    store.subscribeItem("i1", first);
    store.subscribeItem("i2", second);
    store.edit("i1", { name: "New" });
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).not.toHaveBeenCalled();
  });
});

describe("reload", () => {
  it("replaces the items and keeps edits that are still under way", () => {
    const { store, events } = storeWith(makeItem("i1"), makeItem("i2"));
    store.edit("i1", { state: "done" });
    store.load({
      cursor: "c2",
      canEdit: true,
      meta: META,
      items: [makeItem("i1", { priority: "low" }), makeItem("i3")],
    });
    expect(store.get("i1")).toMatchObject({ state: "done", priority: "low" });
    expect(store.get("i2")).toBeUndefined();
    expect(store.get("i3")).toBeDefined();
    expect(store.cursor).toBe("c2");
    expect(events.at(-1)).toEqual({ kind: "reset" });
  });
});

describe("local items", () => {
  it("gives a created item its real id", () => {
    const { store } = storeWith();
    store.addLocal(makeItem("temp-1"));
    store.replaceLocal("temp-1", makeItem("i9"));
    expect([...store.items.keys()]).toEqual(["i9"]);
  });

  it("brings a deleted item back when the server refuses", () => {
    const { store } = storeWith(makeItem("i1"));
    const restore = store.removeLocal("i1");
    expect(store.get("i1")).toBeUndefined();
    restore();
    expect(store.get("i1")).toBeDefined();
  });

  it("follows sub-items when their parent changes", () => {
    const { store } = storeWith(makeItem("i1"), makeItem("i2", { parent: "i1" }));
    expect([...(store.childrenOf("i1") ?? [])]).toEqual(["i2"]);
    store.edit("i2", { parent: null });
    expect(store.childrenOf("i1")).toBeUndefined();
  });
});
