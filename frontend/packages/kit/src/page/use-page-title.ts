import { type RefObject, useEffect, useRef } from "react";

let visits = 0;

/**
 * Names the page and, when the person came here by navigation, moves focus to its heading so that
 * a screen reader reads where they are. Put the ref on an `<h1 tabIndex={-1}>`.
 */
export function usePageTitle(
  title: string,
  suffix = "Treasury Plane",
): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = title === "" ? suffix : `${title} · ${suffix}`;
  }, [title, suffix]);

  useEffect(() => {
    visits += 1;
    // The first page of a visit keeps the browser's own focus, at the top of the document.
    if (visits === 1) return;
    const active = document.activeElement;
    const isElsewhere =
      active !== null && active !== document.body && active.closest("main, [role=dialog]");
    if (!isElsewhere) heading.current?.focus({ preventScroll: true });
  }, []);

  return heading;
}
