import { cx } from "./cx";

export type StateIconGroup = "backlog" | "unstarted" | "started" | "completed" | "cancelled";

const GROUP_NAMES: Record<StateIconGroup, string> = {
  backlog: "Backlog",
  unstarted: "Unstarted",
  started: "Started",
  completed: "Completed",
  cancelled: "Cancelled",
};

const COLORS: Record<StateIconGroup, string> = {
  backlog: "text-(--tp-state-backlog)",
  unstarted: "text-(--tp-state-unstarted)",
  started: "text-(--tp-state-started)",
  completed: "text-(--tp-state-completed)",
  cancelled: "text-(--tp-state-cancelled)",
};

interface StateIconProps {
  group: StateIconGroup;
  size?: number;
  /** Without a label the icon is decoration beside the state's name. */
  label?: string;
  className?: string;
}

/** A state group by shape and colour: dashed ring, ring, half, tick, cross. */
export function StateIcon({ group, size = 15, label, className }: StateIconProps) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden; a title would add a native tooltip.
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      className={cx("shrink-0", COLORS[group], className)}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      <StateShape group={group} />
    </svg>
  );
}

export function stateGroupName(group: StateIconGroup): string {
  return GROUP_NAMES[group];
}

function StateShape({ group }: { group: StateIconGroup }) {
  if (group === "completed") {
    return (
      <>
        <circle cx="8" cy="8" r="7" fill="currentColor" />
        <path
          d="m4.9 8.2 2.2 2.2 4-4.6"
          stroke="var(--tp-surface)"
          strokeWidth="1.7"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </>
    );
  }
  if (group === "cancelled") {
    return (
      <>
        <circle cx="8" cy="8" r="7" fill="currentColor" />
        <path
          d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"
          stroke="var(--tp-surface)"
          strokeWidth="1.7"
          strokeLinecap="round"
        />
      </>
    );
  }
  return (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.1"
        stroke="currentColor"
        strokeWidth="1.8"
        {...(group === "backlog" ? { strokeDasharray: "2.1 1.73" } : {})}
      />
      {group === "started" && <path d="M8 4.3a3.7 3.7 0 0 1 0 7.4z" fill="currentColor" />}
    </>
  );
}
