import { useSyncExternalStore } from "react";

const query = () => window.matchMedia("(max-width: 639px)");

function subscribe(notify: () => void): () => void {
  const list = query();
  list.addEventListener("change", notify);
  return () => list.removeEventListener("change", notify);
}

/** A phone, or a zoom that makes the window one. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query().matches);
}
