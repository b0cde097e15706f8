import { describe, expect, it } from "vitest";
import { parseItemKey, paths, safeNextPath } from "./paths";

describe("safeNextPath", () => {
  it.each([
    ["/gsa/projects/1/issues?layout=board", "/gsa/projects/1/issues?layout=board"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["/sign-in?next_path=/a", "/"],
    [null, "/"],
  ])("%s → %s", (given, expected) => {
    expect(safeNextPath(given)).toBe(expected);
  });
});

describe("paths", () => {
  it("encodes what it is given", () => {
    expect(paths.workspace("a/b")).toBe("/a%2Fb");
    expect(paths.signIn("/gsa?x=1")).toBe("/sign-in?next_path=%2Fgsa%3Fx%3D1");
  });
});

describe("parseItemKey", () => {
  it.each([
    ["IDP-42", { identifier: "IDP", sequence: 42 }],
    ["idp-1", { identifier: "IDP", sequence: 1 }],
    ["IDP", null],
    ["IDP-x", null],
  ])("%s", (key, expected) => {
    expect(parseItemKey(key)).toEqual(expected);
  });
});
