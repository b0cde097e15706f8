import { cx } from "./cx";

export type PriorityLevel = "urgent" | "high" | "medium" | "low" | "none";

export const PRIORITY_NAMES: Record<PriorityLevel, string> = {
  urgent: "Urgent",
  high: "High",
  medium: "Medium",
  low: "Low",
  none: "No priority",
};

const COLORS: Record<PriorityLevel, string> = {
  urgent: "text-(--tp-priority-urgent)",
  high: "text-(--tp-priority-high)",
  medium: "text-(--tp-priority-medium)",
  low: "text-(--tp-priority-low)",
  none: "text-(--tp-priority-none)",
};

const BARS: Record<"high" | "medium" | "low", number> = { high: 3, medium: 2, low: 1 };

interface PriorityIconProps {
  priority: PriorityLevel;
  size?: number;
  /** Without a label the icon is decoration beside the name. */
  label?: string;
  className?: string;
}

/** A priority by shape and colour: an alert, three to one bars, dots. */
export function PriorityIcon({ priority, size = 15, label, className }: PriorityIconProps) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden; a title would add a native tooltip.
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="currentColor"
      className={cx("shrink-0", COLORS[priority], className)}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      <PriorityShape priority={priority} />
    </svg>
  );
}

function PriorityShape({ priority }: { priority: PriorityLevel }) {
  if (priority === "urgent") {
    return (
      <>
        <rect x="1" y="1" width="14" height="14" rx="3" />
        <path d="M8 4.2v4.6" stroke="var(--tp-surface)" strokeWidth="1.9" strokeLinecap="round" />
        <circle cx="8" cy="11.6" r="1.1" fill="var(--tp-surface)" />
      </>
    );
  }
  if (priority === "none") {
    return (
      <>
        {[2, 6.75, 11.5].map((x) => (
          <rect key={x} x={x} y="7.1" width="2.6" height="1.8" rx="0.9" />
        ))}
      </>
    );
  }
  const filled = BARS[priority];
  return (
    <>
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={1.5 + bar * 4.75}
          y={10 - bar * 4}
          width="3.25"
          height={4.5 + bar * 4}
          rx="1"
          opacity={bar < filled ? 1 : 0.3}
        />
      ))}
    </>
  );
}
