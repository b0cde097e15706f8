import { useQuery, useQueryClient } from "@tanstack/react-query";
import { authMethodsQuery, meQuery } from "@treasury-plane/api/queries";
import { SessionWarning } from "@treasury-plane/kit/session/SessionWarning";
import { useTheme } from "@treasury-plane/kit/theme/theme";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { Spinner } from "@treasury-plane/ui/Spinner";
import { RefusedPage } from "../features/access/RefusedPage";
import { SetupNeeded } from "../features/access/SetupNeeded";
import SignInPage from "../features/access/SignInPage";
import { AdminShell } from "./AdminShell";
import { useSignOut } from "./use-sign-out";

/** Decides who sees the administration: set-up first, then sign-in, then administrators only. */
export function AdminGate() {
  const client = useQueryClient();
  const me = useQuery(meQuery);
  const methods = useQuery(authMethodsQuery);
  const signOut = useSignOut();
  useTheme(me.data?.preferences.theme ?? "system");

  const failed = me.isError ? me : methods.isError ? methods : null;
  if (failed?.error) {
    return (
      <main className="flex min-h-dvh items-center justify-center">
        <ErrorState
          title="The server does not answer"
          message={failed.error.message}
          isRetrying={failed.isFetching}
          onRetry={() => void failed.refetch()}
        />
      </main>
    );
  }
  if (me.data === undefined || !methods.data) {
    return (
      <main className="flex min-h-dvh items-center justify-center text-fg-3">
        <Spinner label="Loading" />
      </main>
    );
  }
  if (methods.data.setup_required) return <SetupNeeded />;
  if (!me.data) {
    return <SignInPage onSignedIn={(user) => client.setQueryData(meQuery.queryKey, user)} />;
  }
  return (
    <>
      {me.data.is_instance_admin ? (
        <AdminShell me={me.data} instanceName={methods.data.instance_name} />
      ) : (
        <RefusedPage me={me.data} />
      )}
      <SessionWarning onSignOut={signOut} />
    </>
  );
}
