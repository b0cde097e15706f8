import { queryOptions } from "@tanstack/react-query";
import { api, apiPath, queryString } from "@treasury-plane/api/client";
import type { Answer, Page } from "@treasury-plane/api/types";

export type AuditEntry = Answer<
  "AuditEntry",
  { outcome: "success" | "failure"; detail: Record<string, unknown> }
>;

export interface AuditFilter {
  search: string;
  actor: string;
  action: string;
  object: string;
  outcome: string;
  from: string;
  to: string;
  cursor: string;
}

export type Verification = Answer<"AuditReport", { problems: Answer<"AuditProblem">[] }>;

export const auditQuery = (filter: AuditFilter) =>
  queryOptions({
    queryKey: ["instance", "audit", filter],
    queryFn: ({ signal }) =>
      api.get<Page<AuditEntry>>(apiPath("instance", "audit"), {
        signal,
        query: { ...filter, from: startOf(filter.from), to: endOf(filter.to), per_page: 50 },
      }),
  });

export const actionsQuery = queryOptions({
  queryKey: ["instance", "audit-actions"],
  queryFn: ({ signal }) => api.get<string[]>(apiPath("instance", "audit", "actions"), { signal }),
});

export const verifyAudit = () => api.post<Verification>(apiPath("instance", "audit", "verify"));

/** The address of a download of the log between two days. */
export function exportUrl(format: "jsonl" | "cef", from: string, to: string): string {
  const query = queryString({ format, from: startOf(from), to: endOf(to) });
  return `${apiPath("instance", "audit", "export")}${query}`;
}

/** Days are days in UTC, as the log counts them. */
function startOf(day: string): string {
  return day === "" ? "" : `${day}T00:00:00Z`;
}

function endOf(day: string): string {
  return day === "" ? "" : `${day}T23:59:59.999999Z`;
}
