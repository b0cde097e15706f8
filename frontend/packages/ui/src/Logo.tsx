import { cx } from "./cx";

/** The product's mark: three stacked planes. */
export function Logo({ size = 24, className }: { size?: number; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      className={cx("shrink-0", className)}
    >
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <g className="fill-on-accent">
        <path d="M12 4.6 19 8.2 12 11.8 5 8.2z" />
        <path d="m5 11.3 7 3.6 7-3.6v1.9l-7 3.6-7-3.6z" opacity="0.8" />
        <path d="m5 15 7 3.6 7-3.6v1.9l-7 3.6-7-3.6z" opacity="0.55" />
      </g>
    </svg>
  );
}
