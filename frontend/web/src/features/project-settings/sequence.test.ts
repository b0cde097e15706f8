import { expect, it } from "vitest";
import { sequenceBetween } from "./sequence";

const list = [{ sequence: 10 }, { sequence: 20 }, { sequence: 40 }];

it.each([
  [0, 1, 30],
  [2, -1, 15],
  [1, 1, 1040],
  [1, -1, -990],
  [0, -1, 10],
] as const)("from %i by %i", (from, step, expected) => {
  expect(sequenceBetween(list, from, step)).toBe(expected);
});
