import { useQuery, useQueryClient } from "@tanstack/react-query";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import type { Me } from "@treasury-plane/api/types";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { Spinner } from "@treasury-plane/ui/Spinner";
import { EndNotice } from "../session/EndNotice";
import { NoticeGate } from "./NoticeGate";
import { SignInMethods } from "./SignInMethods";
import { SignInProblem } from "./SignInProblem";
import type { Refusal } from "./sign-in-errors";
import { useFocusAfter } from "./use-focus-after";

interface SignInPanelProps {
  /** Where to go afterwards: a path of this origin, whichever app it belongs to. */
  returnTo: string;
  onSignedIn: (me: Me) => void;
  /** Filled in where it is known, as from an invitation. */
  email?: string;
  /** Why the last attempt failed; the server tells it in the address of the sign-in page. */
  refusal?: Refusal | null;
  /** Takes the refusal out of the address. */
  onTryAgain?: () => void;
  /** What has just gone well, such as signing out at a provider. */
  message?: string | undefined;
}

/** Everything inside the sign-in card: the answer to the last attempt, the notice, the ways in. */
export function SignInPanel({ refusal, onTryAgain, message, ...ways }: SignInPanelProps) {
  const queries = useQueryClient();
  const methods = useQuery(authMethodsQuery);
  const panel = useFocusAfter(Boolean(refusal));
  if (refusal) {
    const tryAgain = () => {
      // What is switched on, and whether the notice is accepted, may be what was wrong.
      void queries.invalidateQueries({ queryKey: authMethodsQuery.queryKey });
      onTryAgain?.();
    };
    return (
      <SignInProblem refusal={refusal}>
        <Button variant="primary" size="lg" onPress={tryAgain}>
          Try again
        </Button>
      </SignInProblem>
    );
  }
  if (methods.data) {
    return (
      <div ref={panel} tabIndex={-1} className="flex flex-col gap-5 outline-none">
        {message && <Banner tone="success">{message}</Banner>}
        <EndNotice />
        <NoticeGate notice={methods.data.notice}>
          <SignInMethods methods={methods.data} {...ways} />
        </NoticeGate>
      </div>
    );
  }
  if (methods.isError) {
    return (
      <ErrorState
        title="The server does not answer"
        message={methods.error.message}
        isRetrying={methods.isFetching}
        onRetry={() => void methods.refetch()}
      />
    );
  }
  return <Spinner label="Loading the ways to sign in" className="text-fg-3" />;
}
