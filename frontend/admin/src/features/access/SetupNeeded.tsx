import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";

/** For a new installation opened without its one-time link. */
export function SetupNeeded() {
  const heading = usePageTitle("Set-up", "Administration");
  return (
    <AuthCard title="This installation is not set up yet" headingRef={heading}>
      <p className="text-fg-2">
        When the server started, it printed a one-time set-up link to its terminal or log. Open that
        link to create the first administrator.
      </p>
      <p className="mt-3 text-fg-3 text-sm">
        The link ends in <code className="font-mono">/god-mode/setup?token=…</code> and is printed
        again at each start until set-up is done.
      </p>
    </AuthCard>
  );
}
