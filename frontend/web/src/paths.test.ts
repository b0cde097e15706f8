import { describe, expect, it } from "vitest";
import { isOfThisApp, parseItemKey, paths, readReturnTo } from "./paths";

describe("readReturnTo", () => {
  it.each([
    ["/gsa/projects/1/issues?layout=board", "/gsa/projects/1/issues?layout=board"],
    ["/gsa?next=//x", "/gsa?next=//x"],
    ["/god-mode/users", "/god-mode/users"],
    ["//evil.example", "/"],
    ["/a//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["/\n/evil.example", "/"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["", "/"],
    ["/sign-in?return_to=/a", "/"],
  ])("%j → %s", (given, expected) => {
    expect(readReturnTo(new URLSearchParams({ return_to: given }))).toBe(expected);
  });

  it("reads the old name and needs none", () => {
    expect(readReturnTo(new URLSearchParams("next_path=%2Fgsa"))).toBe("/gsa");
    expect(readReturnTo(new URLSearchParams())).toBe("/");
  });

  it("knows the console as another app", () => {
    expect(isOfThisApp("/god-mode/users")).toBe(false);
    expect(isOfThisApp("/god-mode")).toBe(false);
    expect(isOfThisApp("/god-modest/projects")).toBe(true);
  });
});

describe("paths", () => {
  it("encodes what it is given", () => {
    expect(paths.workspace("a/b")).toBe("/a%2Fb");
    expect(paths.signIn("/gsa?x=1")).toBe("/sign-in?return_to=%2Fgsa%3Fx%3D1");
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
