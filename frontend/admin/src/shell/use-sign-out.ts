import { useQueryClient } from "@tanstack/react-query";
import { forgetSession, signOut } from "@treasury-plane/kit/session/session";
import { toast } from "@treasury-plane/ui/Toast";

/** Ends the session and forgets everything that was loaded in it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    let providerPage: string | null;
    try {
      providerPage = await signOut();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "Sign-out did not work.");
      return;
    }
    forgetSession(client);
    if (providerPage) window.location.assign(providerPage);
  };
}
