import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { MetaIndex } from "./ItemPieces";
import { indexMeta } from "./ItemPieces";
import type { ProjectMeta, WorkItem } from "./model";
import type { ProjectStore, StoreStatus } from "./store";

/** Selectors: each subscribes to as little of the store as it needs. */

export function useItem(store: ProjectStore, id: string): WorkItem | undefined {
  const subscribe = useCallback(
    (notify: () => void) => store.subscribeItem(id, notify),
    [store, id],
  );
  return useSyncExternalStore(subscribe, () => store.get(id));
}

const NO_CHILDREN: ReadonlySet<string> = new Set();

export function useChildren(store: ProjectStore, id: string): ReadonlySet<string> {
  const subscribe = useCallback(
    (notify: () => void) => store.subscribeItem(id, notify),
    [store, id],
  );
  return useSyncExternalStore(subscribe, () => store.childrenOf(id) ?? NO_CHILDREN);
}

export function useStoreStatus(store: ProjectStore): StoreStatus {
  return useSyncExternalStore(store.subscribeStatus, () => store.status);
}

export function useProjectMeta(store: ProjectStore): ProjectMeta {
  const subscribe = useCallback(
    (notify: () => void) =>
      store.subscribe((event) => {
        if (event.kind !== "items") notify();
      }),
    [store],
  );
  return useSyncExternalStore(subscribe, () => store.meta);
}

export function useMetaIndex(store: ProjectStore): MetaIndex {
  const meta = useProjectMeta(store);
  return useMemo(() => indexMeta(meta), [meta]);
}
