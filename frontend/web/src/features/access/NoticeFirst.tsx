import { useQuery } from "@tanstack/react-query";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import { NoticeGate } from "@treasury-plane/kit/auth/NoticeGate";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { Spinner } from "@treasury-plane/ui/Spinner";
import type { ReactNode } from "react";

/** For forms that sign in by the way, as when a link sets a password: the notice comes first. */
export function NoticeFirst({ children }: { children: ReactNode }) {
  const methods = useQuery(authMethodsQuery);
  if (methods.data) {
    return (
      <NoticeGate notice={methods.data.notice} label="Your account">
        {children}
      </NoticeGate>
    );
  }
  if (!methods.isError) return <Spinner label="Loading" className="text-fg-3" />;
  return (
    <ErrorState
      message={methods.error.message}
      isRetrying={methods.isFetching}
      onRetry={() => void methods.refetch()}
    />
  );
}
