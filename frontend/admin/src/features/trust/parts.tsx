import { formatDate } from "@treasury-plane/kit/dates/format";
import { Badge } from "@treasury-plane/ui/Badge";

/** A distinguished name with its fingerprint below. */
export function NameCell({ subject, sha256 }: { subject: string; sha256: string }) {
  return (
    <div className="min-w-0 max-w-md">
      <p className="break-words font-medium">{subject}</p>
      <p className="break-all font-mono text-fg-3 text-xs">SHA-256 {sha256}</p>
    </div>
  );
}

/** The last day, and a warning in words when it is near or past. */
export function Expiry({ notAfter, isSoon }: { notAfter: string; isSoon: boolean }) {
  const isPast = Date.parse(notAfter) < Date.now();
  return (
    <span className="flex flex-wrap items-center gap-1.5 whitespace-nowrap">
      {formatDate(notAfter)}
      {isPast ? (
        <Badge tone="danger">Expired</Badge>
      ) : (
        isSoon && <Badge tone="warning">Expires soon</Badge>
      )}
    </span>
  );
}
