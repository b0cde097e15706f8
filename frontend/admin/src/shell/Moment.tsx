import { formatDateTime } from "@treasury-plane/kit/dates/format";
import { relativeTime } from "./relative-time";

/** How long ago or how soon; the date and time on hover. */
export function Moment({ at, now }: { at: string; now: number }) {
  return (
    <time dateTime={at} title={formatDateTime(at)} className="whitespace-nowrap">
      {relativeTime(at, now)}
    </time>
  );
}
