import type { Instance } from "@treasury-plane/api/types";
import { describe, expect, it } from "vitest";
import { changes, fromInstance } from "./settings";

const instance = {
  name: "Audit",
  settings: {
    allow_workspace_creation: true,
    session_idle_minutes: 30,
    session_absolute_hours: 12,
  },
} as Instance;

describe("changes", () => {
  it("is empty when nothing differs", () => {
    expect(changes(instance, fromInstance(instance))).toEqual({});
  });

  it("sends only what differs, numbers as numbers", () => {
    const values = { ...fromInstance(instance), name: "Office", session_idle_minutes: "45" };
    expect(changes(instance, values)).toEqual({ name: "Office", session_idle_minutes: 45 });
  });

  it("leaves nonsense to the server to refuse", () => {
    const values = { ...fromInstance(instance), session_absolute_hours: "soon" };
    expect(changes(instance, values)).toEqual({ session_absolute_hours: null });
  });
});
