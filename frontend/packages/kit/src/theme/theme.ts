import type { Theme } from "@treasury-plane/api/types";
import { useEffect } from "react";

type AppliedTheme = Exclude<Theme, "system">;

export const THEME_NAMES: Record<Theme, string> = {
  system: "System",
  light: "Light",
  dark: "Dark",
  "light-contrast": "Light, high contrast",
  "dark-contrast": "Dark, high contrast",
};

const darkQuery = () => window.matchMedia("(prefers-color-scheme: dark)");
const contrastQuery = () => window.matchMedia("(prefers-contrast: more)");

/** The theme to show now; "system", and what is not a theme, follows the machine. */
export function resolveTheme(theme: Theme): AppliedTheme {
  if (theme !== "system" && theme in THEME_NAMES) return theme;
  const base = darkQuery().matches ? "dark" : "light";
  return contrastQuery().matches ? `${base}-contrast` : base;
}

export function isDark(theme: Theme): boolean {
  return resolveTheme(theme).startsWith("dark");
}

/** Sets the theme of the page at once. Call it before the first render with "system". */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = resolveTheme(theme);
}

/** Keeps the page in the person's theme and follows the system where they chose that. */
export function useTheme(theme: Theme): void {
  useEffect(() => {
    applyTheme(theme);
    if (theme !== "system") return;
    const queries = [darkQuery(), contrastQuery()];
    const onChange = () => applyTheme("system");
    for (const query of queries) query.addEventListener("change", onChange);
    return () => {
      for (const query of queries) query.removeEventListener("change", onChange);
    };
  }, [theme]);
}
