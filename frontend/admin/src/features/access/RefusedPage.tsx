import type { Me } from "@treasury-plane/api/types";
import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Button, buttonClass } from "@treasury-plane/ui/Button";
import { useSignOut } from "../../shell/use-sign-out";

/** For people who are signed in but do not administer the installation. */
export function RefusedPage({ me }: { me: Me }) {
  const heading = usePageTitle("No access", "Administration");
  const signOut = useSignOut();
  return (
    <AuthCard title="You have no access to administration" headingRef={heading}>
      <p className="text-fg-2">
        You are signed in as{" "}
        <strong className="font-semibold">
          {me.email_is_placeholder ? me.display_name : me.email}
        </strong>
        , which is not an administrator of this installation. An administrator can give you access
        under Users.
      </p>
      <div className="mt-5 flex flex-wrap gap-2">
        <a href="/" className={buttonClass("primary")}>
          Go to work items
        </a>
        <Button onPress={() => void signOut()}>Sign out</Button>
      </div>
    </AuthCard>
  );
}
