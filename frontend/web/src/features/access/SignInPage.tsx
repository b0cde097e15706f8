import { useQuery, useQueryClient } from "@tanstack/react-query";
import { authMethodsQuery, meQuery } from "@treasury-plane/api/queries";
import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { SignInForm } from "@treasury-plane/kit/auth/SignInForm";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Navigate, useSearchParams } from "react-router";
import { realtime } from "../../app/realtime";
import { safeNextPath } from "../../paths";
import { SetupNeeded } from "./SetupNeeded";

/** `/sign-in?next_path=` */
export default function SignInPage() {
  const [params] = useSearchParams();
  const queries = useQueryClient();
  const { data: methods } = useQuery(authMethodsQuery);
  const { data: me } = useQuery(meQuery);
  const heading = usePageTitle("Sign in");
  if (me) return <Navigate to={safeNextPath(params.get("next_path"))} replace />;
  if (methods?.setup_required) return <SetupNeeded />;
  return (
    <AuthCard
      title="Sign in"
      headingRef={heading}
      instanceName={methods?.instance_name}
      footer="No account, or forgot the password? Ask an administrator for a one-time link."
    >
      <SignInForm
        onSignedIn={(user) => {
          // Forgets that the last session of this tab has ended.
          realtime.close();
          queries.setQueryData(meQuery.queryKey, user);
        }}
      />
    </AuthCard>
  );
}
