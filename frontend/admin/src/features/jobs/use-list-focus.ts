import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

interface ListFocus {
  ref: RefObject<HTMLElement | null>;
  onFocus: () => void;
  onBlur: () => void;
}

/**
 * Rows come and go by themselves. When the row that holds the focus goes, the keyboard goes on at
 * the list instead of at the top of the page; focus that is elsewhere stays where it is. Give the
 * result to an element with `tabIndex={-1}` that stays.
 */
export function useListFocus(rows: unknown, isAsking: boolean): ListFocus {
  const ref = useRef<HTMLElement>(null);
  const hadFocus = useRef(false);
  const wasAsking = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows may lack the focused one.
  useLayoutEffect(() => {
    if (hadFocus.current) takeLostFocus(ref.current);
  }, [rows]);

  // A question gives the focus back in the next frame, to a button that may be gone by then.
  useEffect(() => {
    const hasClosed = wasAsking.current && !isAsking;
    wasAsking.current = isAsking;
    if (!hasClosed) return;
    const frame = requestAnimationFrame(() => takeLostFocus(ref.current));
    return () => cancelAnimationFrame(frame);
  }, [isAsking]);

  return {
    ref,
    onFocus: () => {
      hadFocus.current = true;
    },
    onBlur: () => {
      hadFocus.current = false;
    },
  };
}

function takeLostFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true });
}
