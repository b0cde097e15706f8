import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { contrast, parseHex, textOn } from "./contrast";

describe("contrast", () => {
  it("reads short and long hex, and refuses the rest", () => {
    expect(parseHex("#fff")).toEqual({ r: 255, g: 255, b: 255 });
    expect(parseHex("0a0b0c")).toEqual({ r: 10, g: 11, b: 12 });
    expect(parseHex("rebeccapurple")).toBeNull();
  });

  it("picks text that passes on any label colour", () => {
    for (const color of ["#ffcc00", "#7f7f7f", "#777777", "#0000ff", "#00ff00", "#d73a4a"]) {
      expect(contrast(color, textOn(color))).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("tokens", () => {
  const css = readFileSync(path.resolve(import.meta.dirname, "tokens.css"), "utf8");
  const themes = ["light", "dark", "light-contrast", "dark-contrast"] as const;
  const read = (theme: string) => {
    const block = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? "";
    return Object.fromEntries(
      [...block.matchAll(/--tp-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    ) as Record<string, string>;
  };
  const backgrounds = ["canvas", "surface", "raised", "hover", "selected", "sunken"];

  for (const theme of themes) {
    // The high-contrast light theme states only what differs from light.
    const tokens = { ...read("light"), ...read(theme) };
    const ratio = (fg: string, bg: string) => contrast(tokens[fg] ?? "", tokens[bg] ?? "");
    const minimum = theme.endsWith("contrast") ? 7 : 4.5;

    it.each(backgrounds)(`${theme}: text is readable on %s`, (bg) => {
      for (const fg of ["fg", "fg-2", "fg-3", "accent-fg", "danger-fg"]) {
        expect(ratio(fg, bg), `${fg} on ${bg}`).toBeGreaterThanOrEqual(minimum);
      }
    });

    it(`${theme}: filled controls and notices are readable`, () => {
      expect(ratio("on-accent", "accent")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("on-accent", "accent-hover")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("on-danger", "danger")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("on-danger", "danger-hover")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("warning-fg", "warning-soft")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("success-fg", "success-soft")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("danger-fg", "danger-soft")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("accent-fg", "accent-soft")).toBeGreaterThanOrEqual(4.5);
    });

    it(`${theme}: icons, borders of fields and the focus ring stand out`, () => {
      const graphics = Object.keys(tokens).filter((name) => /^(state|priority)-/.test(name));
      for (const fg of [...graphics, "line-strong", "focus"]) {
        expect(ratio(fg, "surface"), fg).toBeGreaterThanOrEqual(3);
      }
    });
  }
});
