import { useQuery } from "@tanstack/react-query";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import type { Me } from "@treasury-plane/api/types";
import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { SignInForm } from "@treasury-plane/kit/auth/SignInForm";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";

export default function SignInPage({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const heading = usePageTitle("Sign in", "Administration");
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
      <SignInForm onSignedIn={onSignedIn} />
    </AuthCard>
  );
}
