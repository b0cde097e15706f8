import { createStore } from "zustand/vanilla";
import type { Action, ActionContext, ActionScope } from "./types";

interface RegistryState {
  scopes: readonly ActionScope[];
}

/** The actions that exist on the page now; scopes come and go with the components that own them. */
export const actionStore = createStore<RegistryState>(() => ({ scopes: [] }));

/** Adds a scope and returns how to take it away. The newest scope has the first say over keys. */
export function registerScope(scope: ActionScope): () => void {
  actionStore.setState(({ scopes }) => ({ scopes: [...scopes, scope] }));
  return () =>
    actionStore.setState(({ scopes }) => ({ scopes: scopes.filter((other) => other !== scope) }));
}

/** What can be offered now, newest scope first; an id occurs once. */
export function availableActions(
  scopes: readonly ActionScope[],
  context: ActionContext,
): readonly Action[] {
  const found = new Map<string, Action>();
  for (const scope of scopes.toReversed()) {
    for (const action of scope.actions) {
      if (!found.has(action.id) && (action.when?.(context) ?? true)) found.set(action.id, action);
    }
  }
  return [...found.values()];
}

/** Runs an action unless it is disabled; the reason goes to `onRefused`. */
export function runAction(
  action: Action,
  context: ActionContext,
  onRefused?: (reason: string) => void,
): void {
  const reason = action.disabledReason?.(context);
  if (reason) onRefused?.(reason);
  else void action.run(context);
}
