import type { Instance } from "@treasury-plane/api/types";
import { describe, expect, it } from "vitest";
import { changes, fromInstance, mistakes } from "./settings";

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

  it("names what is no number before anything is sent", () => {
    const values = { ...fromInstance(instance), session_absolute_hours: "soon", name: " " };
    expect(mistakes(values)).toEqual({
      name: "Enter a name.",
      session_absolute_hours: "Enter a whole number.",
    });
    expect(mistakes(fromInstance(instance))).toEqual({});
  });
});
