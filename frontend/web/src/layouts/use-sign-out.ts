import { useQueryClient } from "@tanstack/react-query";
import { forgetSession, signOut } from "@treasury-plane/kit/session/session";
import { toast } from "@treasury-plane/ui/Toast";
import { useNavigate } from "react-router";
import { forgetLoaded } from "../app/forget-loaded";
import { paths } from "../paths";

/**
 * Ends the session and forgets everything that was loaded in it. `returnTo` is where the next
 * sign-in leads. Who came through a provider goes on to end the session there.
 */
export function useSignOut(): (returnTo?: string) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (returnTo) => {
    let providerPage: string | null;
    try {
      providerPage = await signOut();
    } catch {
      toast.error("You could not be signed out. Try again.");
      return;
    }
    forgetLoaded();
    void navigate(paths.signIn(returnTo), { replace: true });
    forgetSession(queries);
    if (providerPage) window.location.assign(providerPage);
  };
}
