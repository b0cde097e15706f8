import type { Edge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { cx } from "@treasury-plane/ui/cx";

/** Where a dragged item would land. */
export function DropLine({ edge, gap = 0 }: { edge: Edge | null; gap?: number }) {
  if (edge !== "top" && edge !== "bottom") return null;
  return (
    <span
      aria-hidden="true"
      className={cx(
        "pointer-events-none absolute right-1 left-1 z-10 h-0.5 rounded-full bg-accent",
        "before:absolute before:-top-[3px] before:-left-1 before:size-2 before:rounded-full before:border-2 before:border-accent before:bg-surface",
      )}
      style={{ [edge]: -(gap / 2) - 1 }}
    />
  );
}
