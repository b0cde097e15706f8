import { expect, it } from "vitest";
import { passwordStrength } from "./password";

it.each([
  ["short", 0],
  ["aaaaaaaaaaaaa", 1],
  ["123456789012", 1],
  ["Password1234!", 1],
  ["lake sunrise", 2],
  ["Lake-sunrise-42", 3],
  ["four plain words here", 3],
])("%s is level %i", (password, level) => {
  expect(passwordStrength(password).level).toBe(level);
});
