import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { AuthMethods } from "@treasury-plane/api/auth";
import { authMethodsQuery, meQuery } from "@treasury-plane/api/queries";
import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { recallReturn } from "@treasury-plane/kit/auth/return-path";
import { SignInPanel } from "@treasury-plane/kit/auth/SignInPanel";
import { readRefusal } from "@treasury-plane/kit/auth/sign-in-errors";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { useEffect, useState } from "react";
import { Navigate, useSearchParams } from "react-router";
import { realtime } from "../../app/realtime";
import { FullPageSpinner } from "../../layouts/PublicLayout";
import { isOfThisApp, readReturnTo } from "../../paths";
import { SetupNeeded } from "./SetupNeeded";

/** `/sign-in?return_to=&error=&ref=&signed_out=` */
export default function SignInPage() {
  const [params, setParams] = useSearchParams();
  const queries = useQueryClient();
  const { data: methods } = useQuery(authMethodsQuery);
  const { data: me } = useQuery(meQuery);
  const refusal = readRefusal(params);
  // A refusal may come without the path; what was read once stays when the refusal is put away.
  const [recalled] = useState(() => (refusal ? recallReturn() : null));
  const returnTo = readReturnTo(params, recalled);
  const heading = usePageTitle(refusal ? "Sign-in failed" : "Sign in");

  if (me && !refusal) return <GoTo path={returnTo} />;
  if (methods?.setup_required) return <SetupNeeded />;
  return (
    <AuthCard
      title="Sign in"
      headingRef={heading}
      instanceName={methods?.instance_name}
      footer={methods && <Footer methods={methods} />}
    >
      <SignInPanel
        returnTo={returnTo}
        refusal={refusal}
        message={params.get("signed_out") === "1" ? "You have signed out." : undefined}
        onTryAgain={() =>
          setParams(
            (current) => {
              current.delete("error");
              current.delete("ref");
              return current;
            },
            { replace: true },
          )
        }
        onSignedIn={(user) => {
          // Forgets that the last session of this tab has ended.
          realtime.close();
          queries.setQueryData(meQuery.queryKey, user);
        }}
      />
    </AuthCard>
  );
}

function Footer({ methods }: { methods: AuthMethods }) {
  return (
    <>
      {methods.password && (
        <p>
          {methods.password_reset
            ? "No account? Ask an administrator for an invitation."
            : "No account, or forgot the password? Ask an administrator for a one-time link."}
        </p>
      )}
      {methods.report_url && (
        <p className="mt-2">
          <a className="underline underline-offset-2" href={methods.report_url}>
            Report a vulnerability
          </a>
        </p>
      )}
    </>
  );
}

/** On to where the person wanted to go; another app of this origin is loaded as a page. */
function GoTo({ path }: { path: string }) {
  const isElsewhere = !isOfThisApp(path);
  useEffect(() => {
    if (isElsewhere) window.location.replace(path);
  }, [isElsewhere, path]);
  return isElsewhere ? <FullPageSpinner /> : <Navigate to={path} replace />;
}
