import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import type { InboxFilter, Reason } from "./inbox-queries";

const REASONS: readonly string[] = ["assigned", "created", "subscribed"];

/** The filter, kept in the address. */
export function useInboxFilter(): [InboxFilter, (patch: Partial<InboxFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => read(params), [params]);
  const change = useCallback(
    (patch: Partial<InboxFilter>) =>
      setParams((current) => write({ ...read(current), ...patch }), { replace: true }),
    [setParams],
  );
  return [filter, change];
}

function read(params: URLSearchParams): InboxFilter {
  const reason = params.get("reason") ?? "";
  const place = params.get("show");
  return {
    tab: params.get("tab") === "mentions" ? "mentions" : "all",
    reason: REASONS.includes(reason) ? (reason as Reason) : null,
    place: place === "snoozed" || place === "archived" ? place : "open",
    unreadOnly: params.get("unread") === "1",
  };
}

function write(filter: InboxFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.tab === "mentions") params.set("tab", "mentions");
  if (filter.reason) params.set("reason", filter.reason);
  if (filter.place !== "open") params.set("show", filter.place);
  if (filter.unreadOnly) params.set("unread", "1");
  return params;
}
