import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

interface ListFocus {
  ref: RefObject<HTMLElement | null>;
  onFocus: () => void;
  onBlur: () => void;
}

/**
 * Rows come and go by themselves. When what holds the focus goes with one, the keyboard goes on at
 * the list instead of at the top of the page; focus that is elsewhere stays where it is. Give the
 * result to an element with `tabIndex={-1}` that stays, and keep dialogs outside of it.
 */
export function useListFocus(isAsking: boolean): ListFocus {
  const ref = useRef<HTMLElement>(null);
  const hadFocus = useRef(false);
  const wasAsking = useRef(false);

  useLayoutEffect(() => {
    if (hadFocus.current) takeLostFocus(ref.current);
  });

  // A question gives the focus back to its button, which may be gone by then.
  useEffect(() => {
    const hasClosed = wasAsking.current && !isAsking;
    wasAsking.current = isAsking;
    if (hasClosed) return whenDialogsAreGone(() => takeLostFocus(ref.current));
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

/** A dialog fades, then is removed, then returns the focus one frame later. */
const FRAMES_AFTER = 2;
const FRAMES_MAX = 120;

function whenDialogsAreGone(then: () => void): () => void {
  let frame = 0;
  let framesLeft = FRAMES_MAX;
  let framesAfter = FRAMES_AFTER;
  const look = () => {
    const isOpen = document.querySelector("[role=dialog], [role=alertdialog]") !== null;
    framesLeft -= 1;
    framesAfter = isOpen ? FRAMES_AFTER : framesAfter - 1;
    if (framesAfter === 0) then();
    else if (framesLeft > 0) frame = requestAnimationFrame(look);
  };
  frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
}

function takeLostFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true });
}
