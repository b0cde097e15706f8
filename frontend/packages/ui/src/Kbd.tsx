import { cx } from "./cx";

const NAMES: Record<string, string> = {
  Shift: "⇧",
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Backspace: "⌫",
  " ": "Space",
};

const SPOKEN: Record<string, string> = {
  "⇧": "Shift",
  "⌘": "Command",
  "⌥": "Option",
  "↵": "Enter",
  "↑": "Up",
  "↓": "Down",
  "←": "Left",
  "→": "Right",
  "⌫": "Backspace",
};

export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** The printed parts of one press: `Mod+Shift+C` is `Ctrl ⇧ C`, or `⌘ ⇧ C` on a Mac. */
export function keyParts(press: string, apple = isApple()): string[] {
  const parts = press === "+" ? ["+"] : press.split(/\+(?!$)/);
  return parts.map((part) => {
    if (part === "Mod") return apple ? "⌘" : "Ctrl";
    if (part === "Alt") return apple ? "⌥" : "Alt";
    return NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}

interface KbdProps {
  /** Presses in order: `["g", "i"]` or `["Mod+K"]`. */
  keys: string[];
  tone?: "default" | "inverse";
  className?: string;
}

/** Keys of a command, readable aloud. */
export function Kbd({ keys, tone = "default", className }: KbdProps) {
  const spoken = keys
    .map((press) =>
      keyParts(press)
        .map((part) => SPOKEN[part] ?? part)
        .join(" "),
    )
    .join(" then ");
  return (
    <span className={cx("inline-flex shrink-0 items-center gap-1", className)}>
      <span className="sr-only">{spoken}</span>
      {keys.map((press, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same press may occur twice in a sequence.
        <span key={index} aria-hidden="true" className="inline-flex items-center gap-0.5">
          {keyParts(press).map((part) => (
            <kbd
              key={part}
              className={cx(
                "inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border px-1 font-sans text-2xs",
                tone === "inverse" ? "border-current" : "border-line bg-surface text-fg-2",
              )}
            >
              {part}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
