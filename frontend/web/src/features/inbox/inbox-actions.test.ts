import { findKeyConflicts } from "@treasury-plane/kit/actions/keys";
import { expect, it } from "vitest";
import { globalActions } from "../../layouts/global-actions";
import { inboxActions } from "./inbox-actions";

const nothing = () => undefined;
const everything = [
  ...globalActions(nothing),
  ...inboxActions({
    current: () => true,
    isInList: () => true,
    open: nothing,
    move: nothing,
    toggleRead: nothing,
    toggleArchived: nothing,
    snooze: nothing,
  }),
];

it("gives no key of the inbox to two actions", () => {
  expect(findKeyConflicts(everything)).toEqual([]);
});

it.each(["g x", "j", "k", "ArrowDown", "ArrowUp", "Enter", "e", "u", "h"])("has %s", (keys) => {
  const all = everything.flatMap((action) => [action.keys ?? [], ...(action.otherKeys ?? [])]);
  expect(all.map((presses) => presses.join(" "))).toContain(keys);
});
