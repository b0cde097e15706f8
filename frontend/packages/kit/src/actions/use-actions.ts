import { isApple } from "@treasury-plane/ui/Kbd";
import { toast } from "@treasury-plane/ui/Toast";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { createKeyHandler } from "./handler";
import { actionStore, availableActions, registerScope, runAction } from "./registry";
import type { Action, ActionContext } from "./types";

/** Offers actions while the component is on the page. Memoise the array. */
export function useActions(scope: string, actions: readonly Action[]): void {
  useEffect(() => registerScope({ id: scope, actions }), [scope, actions]);
}

/** The actions that can be offered now. */
export function useAvailableActions(context: ActionContext): readonly Action[] {
  const scopes = useStore(actionStore, (state) => state.scopes);
  return availableActions(scopes, context);
}

/** Listens for keys on the whole page. Use it once, in the shell. */
export function useActionKeys(context: ActionContext, singleKeys: boolean): void {
  const current = useRef({ context, singleKeys });
  useEffect(() => {
    current.current = { context, singleKeys };
  });
  useEffect(() => {
    const onKeyDown = createKeyHandler({
      apple: isApple(),
      singleKeys: () => current.current.singleKeys,
      actions: () => availableActions(actionStore.getState().scopes, current.current.context),
      run: (action) => runAction(action, current.current.context, (reason) => toast.error(reason)),
    });
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
