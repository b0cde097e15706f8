import { useCallback, useSyncExternalStore } from "react";

/** A window (or a zoom that makes it one) of at most this many CSS pixels; a phone by default. */
export function useNarrow(maxWidth = 639): boolean {
  const query = `(max-width: ${maxWidth}px)`;
  const subscribe = useCallback(
    (notify: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", notify);
      return () => list.removeEventListener("change", notify);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
