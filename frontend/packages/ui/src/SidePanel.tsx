import type { ReactNode, Ref } from "react";
import { cx } from "./cx";

interface SidePanelProps {
  label: string;
  onClose: () => void;
  className?: string;
  ref?: Ref<HTMLElement>;
  children: ReactNode;
}

/**
 * A panel beside the page that stays usable: a non-modal dialog in the layout's flow. Escape
 * closes it unless something inside has used the key.
 */
export function SidePanel({ label, onClose, className, ref, children }: SidePanelProps) {
  return (
    <section
      ref={ref}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
      className={cx(
        "flex min-h-0 w-full flex-col border-line border-l bg-surface outline-none",
        className,
      )}
    >
      {children}
    </section>
  );
}
