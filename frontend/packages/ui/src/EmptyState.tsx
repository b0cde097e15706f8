import type { ReactNode } from "react";
import { cx } from "./cx";

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** What a place is for when nothing is in it yet, and the first step. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={cx("flex flex-col items-center justify-center px-6 py-14 text-center", className)}
    >
      {icon && (
        <span className="mb-4 flex size-11 items-center justify-center rounded-xl border border-line bg-surface text-fg-3 shadow-1">
          {icon}
        </span>
      )}
      <p className="font-semibold text-base">{title}</p>
      {children && <div className="mt-1 max-w-md text-fg-3 text-sm">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
