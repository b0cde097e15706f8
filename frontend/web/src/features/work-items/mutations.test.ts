import { describe, expect, it, vi } from "vitest";
import { META, makeItem } from "./fixtures";
import type { ItemGateway } from "./mutations";
import { ItemMutations, isTemporary } from "./mutations";
import { ProjectStore } from "./store";

function setUp(gateway: Partial<ItemGateway>) {
  const store = new ProjectStore("p", () => undefined);
  const items = [makeItem("i1"), makeItem("i2"), makeItem("i3")];
  store.load({ cursor: "c", canEdit: true, meta: META, items });
  const refused = vi.fn();
  const full: ItemGateway = {
    patch: async (id, body) => ({ ...(store.get(id) ?? makeItem(id)), ...body }),
    create: async (body) => makeItem("i9", { name: body.name }),
    remove: async () => undefined,
    ...gateway,
  };
  return { store, refused, mutations: new ItemMutations(store, full, refused) };
}

const refuse = () => Promise.reject(new Error("no"));

describe("a store with its own timers", () => {
  it("settles without an error in a browser, where timers belong to the window", async () => {
    const original = globalThis.setTimeout;
    vi.stubGlobal("setTimeout", function (this: unknown, ...rest: Parameters<typeof original>) {
      if (this !== undefined && this !== globalThis) throw new TypeError("Illegal invocation");
      return original(...rest);
    });
    const store = new ProjectStore("p");
    store.load({ cursor: "c", canEdit: true, meta: META, items: [makeItem("i1")] });
    const gateway: ItemGateway = {
      patch: async (id, body) => makeItem(id, { state: body.state ?? "" }),
      create: async () => makeItem("i2"),
      remove: async () => undefined,
    };
    const refused = vi.fn();
    const isDone = await new ItemMutations(store, gateway, refused).edit("i1", { state: "done" });
    vi.unstubAllGlobals();
    expect(isDone).toBe(true);
    expect(refused).not.toHaveBeenCalled();
  });
});

describe("edits", () => {
  it("show before the server answers and stay when it accepts", async () => {
    const { store, mutations } = setUp({});
    const done = mutations.edit("i1", { state: "done" });
    expect(store.get("i1")?.state).toBe("done");
    expect(await done).toBe(true);
    expect(store.get("i1")?.state).toBe("done");
  });

  it("are taken back with a message when refused", async () => {
    const { store, mutations, refused } = setUp({ patch: refuse });
    expect(await mutations.edit("i1", { state: "done" })).toBe(false);
    expect(store.get("i1")?.state).toBe("backlog");
    expect(refused).toHaveBeenCalledOnce();
    expect(mutations.canUndo).toBe(false);
  });

  it("of one item are sent one after the other", async () => {
    const order: string[] = [];
    const { mutations } = setUp({
      patch: async (id, body) => {
        order.push(`start ${body.state}`);
        await Promise.resolve();
        order.push(`end ${body.state}`);
        return makeItem(id, { state: body.state ?? "" });
      },
    });
    await Promise.all([
      mutations.edit("i1", { state: "todo" }),
      mutations.edit("i1", { state: "done" }),
    ]);
    expect(order).toEqual(["start todo", "end todo", "start done", "end done"]);
  });

  it("send the neighbours of a move and show a position between them", async () => {
    const patch = vi.fn(async (id: string) => makeItem(id));
    const { store, mutations } = setUp({ patch });
    void mutations.edit("i3", { state: "todo" }, { after: "i1", before: "i2" });
    expect(store.get("i3")?.sort_order).toBe(1500);
    await Promise.resolve();
    expect(patch).toHaveBeenCalledWith("i3", {
      state: "todo",
      move: { after: "i1", before: "i2" },
    });
  });

  it("can be undone", async () => {
    const { store, mutations } = setUp({});
    await mutations.edit("i1", { priority: "high" });
    expect(mutations.undo()?.id).toBe("i1");
    expect(store.get("i1")?.priority).toBe("none");
    expect(mutations.undo()).toBeUndefined();
  });
});

describe("creation", () => {
  it("shows a temporary item, then the real one", async () => {
    const { store, mutations } = setUp({});
    const done = mutations.create({ name: "New", state: "todo" });
    expect([...store.items.keys()].some(isTemporary)).toBe(true);
    await done;
    expect([...store.items.keys()]).toEqual(["i1", "i2", "i3", "i9"]);
  });

  it("leaves nothing behind when refused", async () => {
    const { store, mutations, refused } = setUp({ create: refuse });
    expect(await mutations.create({ name: "New" })).toBeNull();
    expect(store.items.size).toBe(3);
    expect(refused).toHaveBeenCalledOnce();
  });

  it("holds echoes back until the answer is here", async () => {
    const { mutations } = setUp({});
    const echo = vi.fn();
    const done = mutations.create({ name: "New" });
    mutations.afterCreates(echo);
    expect(echo).not.toHaveBeenCalled();
    await done;
    expect(echo).toHaveBeenCalledOnce();
  });
});

describe("deletion", () => {
  it("hides at once and restores when refused", async () => {
    const { store, mutations } = setUp({ remove: refuse });
    const done = mutations.remove("i1");
    expect(store.get("i1")).toBeUndefined();
    expect(await done).toBe(false);
    expect(store.get("i1")).toBeDefined();
  });
});
