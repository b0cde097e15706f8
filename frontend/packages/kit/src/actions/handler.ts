import { isSingleKey, normalizePress, pressOf } from "./keys";
import { type Action, bindingsOf } from "./types";

const SEQUENCE_TIMEOUT_MS = 1000;

export interface KeyHandlerOptions {
  /** Available actions, the most specific first. */
  actions: () => readonly Action[];
  run: (action: Action) => void;
  /** The person's preference; single-key shortcuts can be switched off (WCAG 2.1.4). */
  singleKeys: () => boolean;
  apple: boolean;
}

/** A keydown listener that turns presses and sequences of presses into actions. */
export function createKeyHandler(options: KeyHandlerOptions): (event: KeyboardEvent) => void {
  let pending: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const reset = () => {
    pending = [];
    clearTimeout(timer);
  };

  return (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const press = pressOf(event, options.apple);
    if (press === null) return;
    const isTyping = isTypingTarget(event.target) || isDialogOpen();
    const presses = [...pending, press];
    const result =
      match(options, presses, isTyping) ??
      (pending.length > 0 ? match(options, [press], isTyping) : null);
    reset();
    if (!result) return;
    event.preventDefault();
    if (result.action) {
      options.run(result.action);
      return;
    }
    pending = result.presses;
    timer = setTimeout(reset, SEQUENCE_TIMEOUT_MS);
  };
}

interface Match {
  /** Null: the presses are the start of a sequence. */
  action: Action | null;
  presses: string[];
}

function match(options: KeyHandlerOptions, presses: string[], isTyping: boolean): Match | null {
  let isPrefix = false;
  for (const action of options.actions()) {
    if (isTyping && !action.inFields) continue;
    for (const keys of bindingsOf(action)) {
      if (isSingleKey(keys) && (isTyping || !options.singleKeys())) continue;
      const normalized = keys.map(normalizePress);
      if (!presses.every((press, index) => press === normalized[index])) continue;
      if (normalized.length === presses.length) return { action, presses };
      isPrefix = true;
    }
  }
  return isPrefix ? { action: null, presses } : null;
}

const NOT_TEXT = new Set([
  "button",
  "checkbox",
  "color",
  "file",
  "image",
  "radio",
  "range",
  "reset",
  "submit",
]);

/**
 * While a dialog or a popover is open the page behind it takes no keys, even in the moment before
 * the dialog has taken the focus. A side panel is part of the page and does not count.
 */
function isDialogOpen(): boolean {
  return document.querySelector("[role=dialog][data-rac], [role=alertdialog][data-rac]") !== null;
}

/** Whether keys belong to what has focus: a field, an editor, an open list or menu. */
export function isTypingTarget(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  // jsdom has no isContentEditable.
  if (target.closest('[contenteditable="true"], [contenteditable=""]')) return true;
  const tag = target.tagName;
  if (tag === "TEXTAREA" || tag === "SELECT") return true;
  if (tag === "INPUT") return !NOT_TEXT.has((target as HTMLInputElement).type);
  return target.closest('[role="menu"], [role="listbox"], [role="combobox"]') !== null;
}
