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

  it("sends only what differs", () => {
    const values = { ...fromInstance(instance), name: "Office" };
    expect(changes(instance, values)).toEqual({ name: "Office" });
  });

  it("asks for a name before anything is sent", () => {
    expect(mistakes({ ...fromInstance(instance), name: " " })).toEqual({ name: "Enter a name." });
    expect(mistakes(fromInstance(instance))).toEqual({});
  });
});
