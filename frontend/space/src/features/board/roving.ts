import type { KeyboardEvent } from "react";

interface Scroller {
  scrollToIndex: (index: number, options?: { align?: "auto" }) => void;
}

/**
 * Arrow keys, Home and End between the buttons of a virtual list. `isStop` leaves out rows that
 * are not items. The target may not be on the page yet: it is scrolled to, then focused.
 */
export function moveFocus(
  event: KeyboardEvent<HTMLElement>,
  virtualizer: Scroller,
  count: number,
  isStop: (index: number) => boolean = () => true,
): void {
  const row = (event.target as Element).closest<HTMLElement>("[data-index]");
  if (!row) return;
  const from = Number(row.dataset.index);
  const plan: Record<string, [start: number, step: number]> = {
    ArrowDown: [from + 1, 1],
    ArrowUp: [from - 1, -1],
    Home: [0, 1],
    End: [count - 1, -1],
  };
  const move = plan[event.key];
  if (!move) return;
  event.preventDefault();
  let [index, step] = move;
  while (index >= 0 && index < count && !isStop(index)) index += step;
  if (index < 0 || index >= count) return;
  virtualizer.scrollToIndex(index, { align: "auto" });
  const list = event.currentTarget;
  const target = index;
  const focus = (attempts: number) =>
    requestAnimationFrame(() => {
      const button = list.querySelector<HTMLElement>(`[data-index="${target}"] button`);
      if (button) button.focus({ preventScroll: true });
      else if (attempts > 0) focus(attempts - 1);
    });
  focus(10);
}
