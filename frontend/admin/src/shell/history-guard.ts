type Guard = (event: PopStateEvent) => void;

let guard: Guard | null = null;

/**
 * Hears of Back and Forward before the router does, for what has to be asked first. Call it once,
 * before the router is made: a window's listeners are called in the order in which they came.
 */
export function watchHistory(): void {
  window.addEventListener("popstate", (event) => guard?.(event));
}

/** Sets who is asked, and answers how to undo it. */
export function guardHistory(next: Guard): () => void {
  guard = next;
  return () => {
    if (guard === next) guard = null;
  };
}
