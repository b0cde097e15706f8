import { CircleCheck, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

type BannerTone = "info" | "success" | "warning" | "danger";

const LOOK = {
  info: { icon: Info, className: "bg-accent-soft text-accent-fg" },
  success: { icon: CircleCheck, className: "bg-success-soft text-success-fg" },
  warning: { icon: TriangleAlert, className: "bg-warning-soft text-warning-fg" },
  danger: { icon: OctagonAlert, className: "bg-danger-soft text-danger-fg" },
};

interface BannerProps {
  tone?: BannerTone;
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** A notice in the page; a danger banner is announced at once. */
export function Banner({ tone = "info", children, action, className }: BannerProps) {
  const { icon: Icon, className: look } = LOOK[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={cx(
        "flex items-start gap-2 rounded-md px-3 py-2 text-sm forced-colors:border",
        look,
        className,
      )}
    >
      <Icon size={16} aria-hidden="true" className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
