import { describe, expect, it } from "vitest";
import { identifierFrom, slugFrom } from "./slug";

describe("slugFrom", () => {
  it.each([
    ["General Services", "general-services"],
    ["  Déjà vu! ", "deja-vu"],
    ["***", ""],
  ])("%s → %s", (name, slug) => {
    expect(slugFrom(name)).toBe(slug);
  });
});

describe("identifierFrom", () => {
  it.each([
    ["Login", "LOGIN"],
    ["Records retention", "RECOR"],
    ["Identity and access team", "IAAT"],
    ["", ""],
  ])("%s → %s", (name, identifier) => {
    expect(identifierFrom(name)).toBe(identifier);
  });
});
