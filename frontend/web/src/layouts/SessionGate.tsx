import { useQuery } from "@tanstack/react-query";
import { authMethodsQuery, meQuery } from "@treasury-plane/api/queries";
import type { Me } from "@treasury-plane/api/types";
import { SessionWarning } from "@treasury-plane/kit/session/SessionWarning";
import { useTheme } from "@treasury-plane/kit/theme/theme";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { Navigate, Outlet, useLocation, useOutletContext } from "react-router";
import { SetupNeeded } from "../features/access/SetupNeeded";
import { paths } from "../paths";
import { FullPageSpinner } from "./PublicLayout";
import { useSignOut } from "./use-sign-out";

/** Nothing behind this is shown before the session is known to be good. */
export function SessionGate() {
  const me = useQuery(meQuery);
  const methods = useQuery({ ...authMethodsQuery, enabled: me.data === null });
  const { pathname, search } = useLocation();
  const signOut = useSignOut();
  useTheme(me.data?.preferences.theme ?? "system");

  if (me.data) {
    return (
      <>
        <Outlet context={me.data} />
        <SessionWarning onSignOut={() => signOut()} />
      </>
    );
  }
  const failed = me.isError ? me : methods.isError ? methods : null;
  if (failed) {
    return (
      <main className="flex min-h-dvh items-center justify-center">
        <ErrorState
          title="The server does not answer"
          message={failed.error?.message ?? "Try again."}
          isRetrying={failed.isFetching}
          onRetry={() => void failed.refetch()}
        />
      </main>
    );
  }
  if (me.data === undefined || !methods.data) return <FullPageSpinner />;
  if (methods.data.setup_required) return <SetupNeeded />;
  return <Navigate to={paths.signIn(pathname + search)} replace />;
}

/** The signed-in person, for what is directly inside the gate. */
export function useGateContext(): Me {
  return useOutletContext<Me>();
}
