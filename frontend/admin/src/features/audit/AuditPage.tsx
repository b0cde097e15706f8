import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { ScrollText } from "lucide-react";
import { Page } from "../../shell/Page";
import { useListParams } from "../../shell/use-list-params";
import { AuditFilters } from "./AuditFilters";
import { AuditTable } from "./AuditTable";
import { auditQuery } from "./queries";
import { VerifyLog } from "./VerifyLog";

export default function AuditPage() {
  const list = useListParams();
  const entries = useQuery({
    ...auditQuery({
      search: list.get("search"),
      actor: list.get("actor"),
      action: list.get("action"),
      object: list.get("object"),
      outcome: list.get("outcome"),
      from: list.get("from"),
      to: list.get("to"),
      cursor: list.get("cursor"),
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title="Audit log"
      description="Who did what. Entries are chained: a changed or missing one is found by verifying."
    >
      <div className="flex flex-col gap-4">
        <VerifyLog from={list.get("from")} to={list.get("to")} />
        <AuditFilters list={list} />
        {entries.isPending ? (
          <SkeletonRows rows={10} label="Loading the audit log" />
        ) : entries.isError ? (
          <ErrorState
            message={entries.error.message}
            onRetry={() => void entries.refetch()}
            isRetrying={entries.isFetching}
          />
        ) : entries.data.results.length === 0 ? (
          <EmptyState icon={<ScrollText size={20} aria-hidden="true" />} title="No entry matches">
            Widen the time or remove a filter.
          </EmptyState>
        ) : (
          <AuditTable
            page={entries.data}
            isBusy={entries.isPlaceholderData}
            onPage={(cursor) => list.set({ cursor })}
          />
        )}
      </div>
    </Page>
  );
}
