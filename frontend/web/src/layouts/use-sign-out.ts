import { useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { meQuery } from "@treasury-plane/api/queries";
import { toast } from "@treasury-plane/ui/Toast";
import { useNavigate } from "react-router";
import { realtime } from "../app/realtime";
import { closeAllSessions } from "../features/work-items/public";
import { paths } from "../paths";

/** Ends the session and forgets everything that was loaded in it. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      await api.post("/auth/sign-out", undefined, { keepSession: true });
    } catch {
      toast.error("You could not be signed out. Try again.");
      return;
    }
    realtime.close();
    closeAllSessions();
    void navigate(paths.signIn(), { replace: true });
    queries.clear();
    queries.setQueryData(meQuery.queryKey, null);
  };
}
