import { findKeyConflicts } from "@treasury-plane/kit/actions/keys";
import { expect, it } from "vitest";
import { globalActions } from "../../layouts/global-actions";
import { layoutActions, moveActions } from "./actions";
import { itemActions } from "./item-actions";
import type { ItemActionInput } from "./use-item-actions";

// The actions are only listed, never run: what they would act on is not needed.
const latest = { current: {} as ItemActionInput };
const everything = [
  ...globalActions(() => undefined),
  ...layoutActions(latest),
  ...itemActions({
    identifier: () => "IDP",
    readOnly: () => null,
    onDelete: () => undefined,
  }),
  ...moveActions(latest),
];

it("gives no key to two actions", () => {
  expect(findKeyConflicts(everything)).toEqual([]);
});

it("gives no id to two actions", () => {
  const ids = everything.map((action) => action.id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

it("has the keys that people were promised", () => {
  const keys = new Set(
    everything
      .flatMap((action) => [action.keys ?? [], ...(action.otherKeys ?? [])])
      .map((keys) => keys.join(" ")),
  );
  for (const promised of [
    "Mod+K",
    "Mod+/",
    "?",
    "Mod+B",
    "n i",
    "n p",
    "g h",
    "g p",
    "g i",
    "g s",
    "c",
    "f",
    "/",
    "s",
    "p",
    "a",
    "i",
    "l",
    "d",
    "e",
    "Mod+.",
    "Mod+Backspace",
    "j",
    "k",
  ]) {
    expect(keys, promised).toContain(promised);
  }
});
