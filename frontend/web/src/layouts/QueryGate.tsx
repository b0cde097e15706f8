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
  /** The whole page: what is shown instead brings its own heading. */
  readonly isPage?: boolean;
  readonly children: (data: T) => ReactNode;
}

/** The loading, missing and failed faces of a screen, the same everywhere. */
export function QueryGate<T>({ query, what, skeleton, isPage, children }: QueryGateProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (!query.isError) {
    return (
      <>
        {isPage && <h1 className="sr-only">Loading the {what}</h1>}
        {skeleton ?? <SkeletonRows rows={8} label={`Loading ${what}`} />}
      </>
    );
  }
  const { error } = query;
  const heading = isPage && <h1 className="sr-only">The {what} could not be shown</h1>;
  if (error instanceof ApiError && (error.isNotFound || error.status === 403)) {
    return (
      <>
        {heading}
        <EmptyState
          icon={<FileQuestion size={20} aria-hidden="true" />}
          title={`This ${what} is not here`}
        >
          It does not exist, was deleted, or you have no access to it.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      {heading}
      <ErrorState
        message={error.message}
        isRetrying={query.isFetching}
        onRetry={() => void query.refetch()}
        requestId={error instanceof ApiError ? error.requestId : null}
      />
    </>
  );
}
