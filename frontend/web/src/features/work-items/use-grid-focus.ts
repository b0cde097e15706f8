import { useLayoutEffect } from "react";
import type { ActiveItem } from "./use-item-surface";
import { elementOf } from "./use-item-surface";

const TRIES = 12;

/**
 * Gives focus to the element of an item once it is on the screen: virtual rows exist only after
 * the scroll they need.
 */
export function useFocusRequest(
  request: ActiveItem | null,
  reveal: (item: ActiveItem) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new request may take the focus.
  useLayoutEffect(() => {
    if (!request) return;
    reveal(request);
    let frame = 0;
    let left = TRIES;
    const attempt = () => {
      const element = elementOf(request);
      if (element) element.focus({ preventScroll: true });
      left -= 1;
      // Once more after focusing: a card that is moved mounts anew in its column.
      if (left > 0 && document.activeElement !== element) frame = requestAnimationFrame(attempt);
    };
    attempt();
    return () => cancelAnimationFrame(frame);
  }, [request]);
}
