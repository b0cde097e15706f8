import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { realtime } from "../../app/realtime";
import { inboxKey } from "./inbox-queries";

/** Keeps counts and list of the workspace's inbox current while the app is open. */
export function useInboxTopic(userId: string, slug: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!slug) return;
    const refresh = () => void queries.invalidateQueries({ queryKey: inboxKey(slug) });
    const subscription = realtime.subscribe(`user:${userId}`, {
      onChange: ({ entity }) => {
        if (entity === "notification") refresh();
      },
      onReload: () => subscription.resume(),
      // Also after a break: the topic may have had no cursor to go on from.
      onSubscribed: refresh,
    });
    return subscription.unsubscribe;
  }, [queries, userId, slug]);
}
