import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { allPages } from "@treasury-plane/api/queries";
import type {
  Activity,
  Attachment,
  Comment,
  Page,
  UserLite,
  WorkItem,
} from "@treasury-plane/api/types";
import { projectPath } from "./project-session";

/** What belongs to one item and is too big, or too rarely looked at, for the store. */

export const itemKeys = {
  all: (itemId: string) => ["item", itemId] as const,
};

const at = (slug: string, projectId: string, itemId: string, ...rest: string[]) =>
  projectPath(slug, projectId, "work-items", itemId, ...rest);

export const itemQuery = (slug: string, projectId: string, itemId: string) =>
  queryOptions({
    queryKey: [...itemKeys.all(itemId), "detail"],
    queryFn: ({ signal }) => api.get<WorkItem>(at(slug, projectId, itemId), { signal }),
  });

/** By the key people use: `IDP-42`. */
export const itemByKeyQuery = (slug: string, key: string) =>
  queryOptions({
    queryKey: ["item-by-key", slug, key],
    queryFn: ({ signal }) =>
      api.get<WorkItem>(apiPath("workspaces", slug, "work-items", key), { signal }),
  });

export const commentsQuery = (slug: string, projectId: string, itemId: string) =>
  queryOptions({
    queryKey: [...itemKeys.all(itemId), "comments"],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        api.get<Page<Comment>>(at(slug, projectId, itemId, "comments"), {
          signal,
          query: { order_by: "created_at", per_page: 1000, cursor },
        }),
      ),
  });

export const activitiesQuery = (slug: string, projectId: string, itemId: string) =>
  queryOptions({
    queryKey: [...itemKeys.all(itemId), "activities"],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        api.get<Page<Activity>>(at(slug, projectId, itemId, "activities"), {
          signal,
          query: { order_by: "created_at", per_page: 1000, cursor },
        }),
      ),
  });

export const attachmentsQuery = (slug: string, projectId: string, itemId: string) =>
  queryOptions({
    queryKey: [...itemKeys.all(itemId), "attachments"],
    queryFn: ({ signal }) =>
      api.get<Attachment[]>(at(slug, projectId, itemId, "attachments"), { signal }),
  });

export const subscribePath = (slug: string, projectId: string, itemId: string) =>
  at(slug, projectId, itemId, "subscribe");

/** Whether the signed-in person is told of changes to the item. */
export const subscriptionQuery = (slug: string, projectId: string, itemId: string) =>
  queryOptions({
    queryKey: [...itemKeys.all(itemId), "subscription"],
    queryFn: ({ signal }) =>
      api.get<{ subscribed: boolean }>(subscribePath(slug, projectId, itemId), { signal }),
  });

/** Who is told of changes to the item. */
export const subscribersQuery = (slug: string, projectId: string, itemId: string) =>
  queryOptions({
    queryKey: [...itemKeys.all(itemId), "subscribers"],
    queryFn: ({ signal }) =>
      api.get<{ subscriber: UserLite }[]>(at(slug, projectId, itemId, "subscribers"), { signal }),
  });
