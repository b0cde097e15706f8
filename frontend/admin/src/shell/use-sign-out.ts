import { useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { meQuery } from "@treasury-plane/api/queries";
import { toast } from "@treasury-plane/ui/Toast";

/** Ends the session and forgets everything that was loaded in it. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  return async () => {
    try {
      await api.post("/auth/sign-out", undefined, { keepSession: true });
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "Sign-out did not work.");
      return;
    }
    client.setQueryData(meQuery.queryKey, null);
    // The two that the gate watches stay: a removed query would no longer reach it.
    const kept = new Set<unknown>([meQuery.queryKey[0], "auth-methods"]);
    client.removeQueries({ predicate: (query) => !kept.has(query.queryKey[0]) });
  };
}
