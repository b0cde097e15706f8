import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { Notification, UnreadCounts } from "@treasury-plane/api/notifications";
import type { Page } from "@treasury-plane/api/types";

export const notificationsPath = (slug: string, ...rest: string[]) =>
  apiPath("workspaces", slug, "users", "notifications", ...rest);

/** Why one is told. */
export type Reason = "assigned" | "created" | "subscribed";

/** What the list shows. Together with the tab it is the address of the page. */
export interface InboxFilter {
  tab: "all" | "mentions";
  reason: Reason | null;
  /** Instead of what is open: what sleeps, or what was put away. */
  place: "open" | "snoozed" | "archived";
  unreadOnly: boolean;
}

export const inboxKey = (slug: string) => ["workspaces", slug, "inbox"] as const;

const PER_PAGE = 30;

export const inboxQuery = (slug: string, filter: InboxFilter) =>
  infiniteQueryOptions({
    queryKey: [...inboxKey(slug), "list", filter],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<Notification>>(notificationsPath(slug), {
        signal,
        query: {
          per_page: PER_PAGE,
          cursor: pageParam ?? undefined,
          ...(filter.tab === "mentions" ? { mentioned: true } : {}),
          ...(filter.reason ? { type: filter.reason } : {}),
          ...(filter.place === "snoozed" ? { snoozed: true } : {}),
          ...(filter.place === "archived" ? { archived: true } : {}),
          ...(filter.unreadOnly ? { read: false } : {}),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.next_page_results ? last.next_cursor : null),
  });

export const unreadQuery = (slug: string) =>
  queryOptions({
    queryKey: [...inboxKey(slug), "unread"],
    queryFn: ({ signal }) => api.get<UnreadCounts>(notificationsPath(slug, "unread"), { signal }),
  });
