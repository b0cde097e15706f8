import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { Popover } from "react-aria-components";
import { popoverClass } from "./listStyles";

export interface MenuPoint {
  x: number;
  y: number;
}

interface ContextMenuProps {
  /** Where it opens, in viewport pixels; null is closed. */
  point: MenuPoint | null;
  onClose: () => void;
  label?: string;
  /** A `Menu`. */
  children: ReactNode;
}

/**
 * A menu at a point of the screen. The owner keeps the point: set it in `onContextMenu` (which the
 * keyboard's menu key and Shift+F10 fire too), clear it in `onClose`.
 */
export function ContextMenu({ point, onClose, label = "Actions", children }: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  // The anchor must be in place before the popover measures it.
  const [isPlaced, setPlaced] = useState(false);
  useLayoutEffect(() => setPlaced(point !== null), [point]);

  return (
    <>
      {point && (
        <span
          ref={anchor}
          aria-hidden="true"
          className="pointer-events-none fixed size-px"
          style={{ left: point.x, top: point.y }}
        />
      )}
      <Popover
        aria-label={label}
        triggerRef={anchor}
        isOpen={point !== null && isPlaced}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        placement="bottom start"
        offset={2}
        className={popoverClass}
      >
        {children}
      </Popover>
    </>
  );
}

/** The point of a context-menu event; for the keyboard, the lower edge of the element. */
export function menuPoint(event: {
  clientX: number;
  clientY: number;
  currentTarget: Element;
}): MenuPoint {
  if (event.clientX !== 0 || event.clientY !== 0) return { x: event.clientX, y: event.clientY };
  const box = event.currentTarget.getBoundingClientRect();
  return { x: box.left + 12, y: box.bottom };
}
