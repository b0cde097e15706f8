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
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== "auth-methods" });
    client.setQueryData(meQuery.queryKey, null);
  };
}
