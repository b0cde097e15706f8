import type { ComponentType } from "react";

/**
 * What an action sees when it runs. Apps extend it:
 * `declare module "@treasury-plane/kit/actions/types" { interface ActionContext { … } }`
 */
// biome-ignore lint/suspicious/noEmptyInterface: the apps add the members by declaration merging.
export interface ActionContext {}

export interface Action {
  /** Stable and unique, such as `work-item.set-state`. */
  id: string;
  label: string;
  /** The heading it appears under: "Go to", "Work item". */
  section: string;
  icon?: ComponentType<{ size?: number | string; "aria-hidden"?: boolean | "true" }>;
  /** Presses in order: `["g", "i"]`, or one chord: `["Mod+K"]`. */
  keys?: readonly string[];
  /** Further ways to press the same action. */
  otherKeys?: readonly (readonly string[])[];
  /** Further words the palette finds it by. */
  keywords?: string;
  /** Works while the person types in a field; for chords only. */
  inFields?: boolean;
  /** Keeps it out of the palette; keys and the sheet still have it. */
  isHidden?: boolean;
  /** False: the action does not exist here. */
  when?: (context: ActionContext) => boolean;
  /** A sentence: the action exists but cannot be done now. */
  disabledReason?: (context: ActionContext) => string | null | undefined;
  run: (context: ActionContext) => void | Promise<unknown>;
}

/** Actions registered together; a scope registered later wins over an earlier one. */
export interface ActionScope {
  id: string;
  actions: readonly Action[];
}

/** All ways to press an action. */
export function bindingsOf(action: Action): readonly (readonly string[])[] {
  return [...(action.keys ? [action.keys] : []), ...(action.otherKeys ?? [])];
}
