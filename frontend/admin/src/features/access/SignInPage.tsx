import { useQuery } from "@tanstack/react-query";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import type { Me } from "@treasury-plane/api/types";
import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { SignInPanel } from "@treasury-plane/kit/auth/SignInPanel";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { useHref, useLocation } from "react-router";

export default function SignInPage({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const heading = usePageTitle("Sign in", "Administration");
  // The path with the app's own prefix: the server and the tracker lead back to it.
  const { pathname, search } = useLocation();
  const returnTo = useHref({ pathname, search });
  const methods = useQuery(authMethodsQuery);
  return (
    <AuthCard
      title="Sign in to administration"
      headingRef={heading}
      instanceName={methods.data?.instance_name}
      description="For administrators of this installation."
      footer={
        <a href="/" className="text-accent-fg underline underline-offset-2">
          Go to the work items instead
        </a>
      }
    >
      <SignInPanel returnTo={returnTo} onSignedIn={onSignedIn} />
    </AuthCard>
  );
}
