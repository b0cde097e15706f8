import { cx } from "./cx";

interface SpinnerProps {
  /** What is going on; without it the mark is decoration. */
  label?: string;
  className?: string;
}

/** An activity mark in the colour of the text around it. */
export function Spinner({ label, className }: SpinnerProps) {
  return (
    <span className={cx("inline-flex", className)} {...(label ? { role: "status" } : {})}>
      {label && <span className="sr-only">{label}</span>}
      <svg viewBox="0 0 16 16" className="size-4 animate-spin" fill="none" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" stroke="currentColor" strokeWidth="2" opacity="0.25" />
        <path
          d="M14.25 8A6.25 6.25 0 0 0 8 1.75"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
    </span>
  );
}
