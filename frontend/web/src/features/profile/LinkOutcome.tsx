import { useQueryClient } from "@tanstack/react-query";
import { SignInProblem } from "@treasury-plane/kit/auth/SignInProblem";
import { type Refusal, readRefusal } from "@treasury-plane/kit/auth/sign-in-errors";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { useSignOut } from "../../layouts/use-sign-out";
import { paths } from "../../paths";

type Outcome = { linked: true } | { refusal: Refusal };

/** How adding a way to sign in ended; the server says it in the address (`?linked=1`, `?error=`). */
export function LinkOutcome() {
  const [params, setParams] = useSearchParams();
  const queries = useQueryClient();
  const signOut = useSignOut();
  const [outcome, setOutcome] = useState(() => readOutcome(params));

  useEffect(() => {
    if (!readOutcome(params)) return;
    // Said once: a reload or a shared address does not say it again.
    setParams(
      (current) => {
        for (const name of ["linked", "error", "ref"]) current.delete(name);
        return current;
      },
      { replace: true },
    );
    void queries.invalidateQueries({ queryKey: ["me"] });
  }, [params, setParams, queries]);

  if (!outcome) return null;
  if ("linked" in outcome) {
    return <Banner tone="success">Added. You can sign in with it from now on.</Banner>;
  }
  const { refusal } = outcome;
  const needsSignIn = refusal.code === "fresh_sign_in_required";
  return (
    <div className="rounded-lg border border-danger/40 bg-surface p-4">
      <SignInProblem refusal={refusal}>
        {needsSignIn && (
          <Button variant="primary" onPress={() => void signOut(paths.security())}>
            Sign in again
          </Button>
        )}
        <Button onPress={() => setOutcome(null)}>Close</Button>
      </SignInProblem>
    </div>
  );
}

function readOutcome(params: URLSearchParams): Outcome | null {
  const refusal = readRefusal(params);
  if (refusal) return { refusal };
  return params.get("linked") === "1" ? { linked: true } : null;
}
