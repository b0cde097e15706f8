import { useQuery } from "@tanstack/react-query";
import { unreadQuery } from "./inbox-queries";

/** What the shell may use of this feature. */

// biome-ignore lint/performance/noBarrelFile: the one door of the feature, kept small.
export { useInboxTopic } from "./use-inbox-topic";

/** How many notifications of the workspace are unread, as far as is known. */
export function useUnreadCount(slug: string | undefined): number {
  const { data } = useQuery({ ...unreadQuery(slug ?? ""), enabled: slug !== undefined });
  return data?.total_unread_notifications_count ?? 0;
}
