import type { ComponentType, ReactNode } from "react";

/** One thing the palette can open. */
export interface PaletteResult {
  id: string;
  label: string;
  description?: string;
  icon?: ReactNode;
  /** Shown at the end, such as the item's key. */
  hint?: string;
  run: () => void;
}

/** Something the palette asks while the person types. */
export interface SearchSource {
  id: string;
  /** The heading above its results. */
  label: string;
  minLength?: number;
  search: (query: string, signal: AbortSignal) => Promise<PaletteResult[]>;
}

export interface PaletteGroup {
  id: string;
  label: string;
  results: PaletteEntry[];
}

export interface PaletteEntry extends PaletteResult {
  keys?: readonly string[];
  disabledReason?: string | null | undefined;
  iconType?: ComponentType<{ size?: number | string; "aria-hidden"?: boolean | "true" }>;
}

/**
 * How well a text answers a query: 0 is no match. Whole prefix beats word starts, those beat
 * "contains", that beats letters in order.
 */
export function score(text: string, query: string): number {
  const hay = text.toLowerCase();
  const needle = query.trim().toLowerCase();
  if (needle === "") return 1;
  if (hay.startsWith(needle)) return 100;
  const words = needle.split(/\s+/);
  if (words.every((word) => new RegExp(`(^|[^a-z0-9])${escapeRegExp(word)}`).test(hay))) return 80;
  if (words.every((word) => hay.includes(word))) return 50;
  let at = -1;
  for (const char of needle.replace(/\s+/g, "")) {
    at = hay.indexOf(char, at + 1);
    if (at < 0) return 0;
  }
  return needle.length >= 3 ? 10 : 0;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
