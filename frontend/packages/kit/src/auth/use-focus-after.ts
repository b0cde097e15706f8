import { type RefObject, useEffect, useRef } from "react";

/**
 * For what stands behind a question: when the question has been answered and its button is gone,
 * focus goes on to the element with this ref, unless something in it has taken it already.
 */
export function useFocusAfter(isAsking: boolean): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const wasAsking = useRef(isAsking);
  useEffect(() => {
    const next = element.current;
    if (wasAsking.current && !isAsking && !next?.contains(document.activeElement)) next?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  return element;
}
