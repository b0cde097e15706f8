import { cx } from "./cx";

/** A placeholder in the shape of what is loading. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx("block animate-pulse rounded-sm bg-pressed", className)}
    />
  );
}

/** Rows of a list that is loading, announced once. */
export function SkeletonRows({ rows = 6, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" className="flex flex-col gap-px">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no identity.
        <div key={index} className="flex h-11 items-center gap-3 px-4">
          <Skeleton className="h-3 w-14" />
          <Skeleton
            className={cx("h-3", index % 3 === 0 ? "w-2/5" : index % 3 === 1 ? "w-3/5" : "w-1/2")}
          />
          <Skeleton className="ml-auto h-3 w-20" />
        </div>
      ))}
    </div>
  );
}
