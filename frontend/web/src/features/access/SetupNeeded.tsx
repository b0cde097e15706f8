import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";

/** Nobody exists yet: the first account is made through the link the server printed. */
export function SetupNeeded() {
  const heading = usePageTitle("Set up");
  return (
    <AuthCard
      title="Almost there"
      headingRef={heading}
      description="This installation has no account yet."
    >
      <ol className="flex list-decimal flex-col gap-2 pl-5 text-base text-fg-2">
        <li>Go to the terminal, or the log, of the server that was just started.</li>
        <li>
          Find the line with the one-time set-up link. It ends in{" "}
          <code className="rounded-sm bg-sunken px-1 font-mono text-sm">
            /god-mode/setup?token=…
          </code>
        </li>
        <li>Open it in this browser and create the first account.</li>
      </ol>
    </AuthCard>
  );
}
