import { type Action, bindingsOf } from "./types";

const MODIFIERS = ["Mod", "Ctrl", "Alt", "Shift"] as const;

/**
 * The canonical form of a press: modifiers in a fixed order, letters in lower case.
 * `Mod` is Command on a Mac and Control elsewhere. Shift is left out where it only produces the
 * character itself: `?` is `?`, not `Shift+/`.
 */
export function normalizePress(press: string): string {
  const parts = press === "+" ? ["+"] : press.split(/\+(?!$)/);
  const key = parts.at(-1) ?? "";
  const modifiers = MODIFIERS.filter((name) => parts.slice(0, -1).includes(name));
  return [...modifiers, key.length === 1 ? key.toLowerCase() : key].join("+");
}

/** The canonical form of a keyboard event, or null for a bare modifier. */
export function pressOf(event: KeyboardEvent, apple: boolean): string | null {
  if (["Control", "Shift", "Alt", "Meta", "AltGraph", "Dead"].includes(event.key)) return null;
  const mod = apple ? event.metaKey : event.ctrlKey;
  const key = keyOf(event);
  const isPrintable = key.length === 1 && !/[a-z0-9 ]/i.test(key);
  const parts: string[] = [];
  if (mod) parts.push("Mod");
  if (apple && event.ctrlKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey && !isPrintable) parts.push("Shift");
  parts.push(key.length === 1 ? key.toLowerCase() : key);
  return parts.join("+");
}

// With Alt held a Mac reports the character it would type; the physical key says what was meant.
function keyOf(event: KeyboardEvent): string {
  if (event.altKey && /^Key[A-Z]$/.test(event.code)) return event.code.slice(3).toLowerCase();
  if (event.altKey && /^Digit\d$/.test(event.code)) return event.code.slice(5);
  return event.key;
}

/** True for `c`, `?` and `["g", "i"]`; false for what needs a modifier or a named key. */
export function isSingleKey(binding: readonly string[]): boolean {
  return binding.every((press) => !/^(Mod|Ctrl|Alt)\+/.test(press) && baseKey(press).length === 1);
}

function baseKey(press: string): string {
  return press === "+" ? "+" : (press.split(/\+(?!$)/).at(-1) ?? "");
}

export interface KeyConflict {
  keys: string;
  first: string;
  second: string;
}

/** Pairs of actions that one press could mean: the same keys, or one the start of the other. */
export function findKeyConflicts(actions: readonly Action[]): KeyConflict[] {
  const bindings = actions.flatMap((action) =>
    bindingsOf(action).map((keys) => ({ id: action.id, presses: keys.map(normalizePress) })),
  );
  const conflicts: KeyConflict[] = [];
  for (const [index, first] of bindings.entries()) {
    for (const second of bindings.slice(index + 1)) {
      const length = Math.min(first.presses.length, second.presses.length);
      const isSame = first.presses
        .slice(0, length)
        .every((press, position) => press === second.presses[position]);
      if (!isSame) continue;
      const keys = first.presses.slice(0, length).join(" ");
      conflicts.push({ keys, first: first.id, second: second.id });
    }
  }
  return conflicts;
}

/** For `aria-keyshortcuts`. */
export function ariaKeyShortcuts(keys: readonly string[], apple: boolean): string | undefined {
  // The attribute has no syntax for sequences.
  if (keys.length !== 1) return undefined;
  return keys[0]?.replace("Mod", apple ? "Meta" : "Control");
}
