import type { UseQueryResult } from "@tanstack/react-query";
import { ApiError } from "@treasury-plane/api/errors";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { FileQuestion } from "lucide-react";
import type { ReactNode } from "react";

interface QueryGateProps<T> {
  readonly query: UseQueryResult<T>;
  /** Names what is loaded: "project". */
  readonly what: string;
  readonly skeleton?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** The loading, missing and failed faces of a screen, the same everywhere. */
export function QueryGate<T>({ query, what, skeleton, children }: QueryGateProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (!query.isError) return <>{skeleton ?? <SkeletonRows rows={8} label={`Loading ${what}`} />}</>;
  const { error } = query;
  if (error instanceof ApiError && (error.isNotFound || error.status === 403)) {
    return (
      <EmptyState
        icon={<FileQuestion size={20} aria-hidden="true" />}
        title={`This ${what} is not here`}
      >
        It does not exist, was deleted, or you have no access to it.
      </EmptyState>
    );
  }
  return (
    <ErrorState
      message={error.message}
      isRetrying={query.isFetching}
      onRetry={() => void query.refetch()}
      requestId={error instanceof ApiError ? error.requestId : null}
    />
  );
}
