import { describe, expect, it } from "vitest";
import { isBlankHtml } from "./public";

describe("isBlankHtml", () => {
  it.each([
    ["", true],
    ["<p></p>", true],
    ["<p>&nbsp; </p><p></p>", true],
    ["<p>a</p>", false],
    ['<p><img src="/x" alt=""></p>', false],
  ])("%s", (html, expected) => {
    expect(isBlankHtml(html)).toBe(expected);
  });
});
