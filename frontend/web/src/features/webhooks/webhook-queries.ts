import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { Page } from "@treasury-plane/api/types";
import type { Delivery, DeliveryDetail, Webhook } from "@treasury-plane/api/webhooks";

export const webhooksPath = (slug: string, ...rest: string[]) =>
  apiPath("workspaces", slug, "webhooks", ...rest);

export const webhooksQuery = (slug: string) =>
  queryOptions({
    queryKey: ["workspaces", slug, "webhooks"],
    queryFn: ({ signal }) => api.get<Webhook[]>(webhooksPath(slug), { signal }),
  });

export const webhookQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ["workspaces", slug, "webhooks", id],
    queryFn: ({ signal }) => api.get<Webhook>(webhooksPath(slug, id), { signal }),
  });

const PER_PAGE = 20;
const REFRESH_MS = 5000;

/** A page of what was sent; followed while something still waits. */
export const deliveriesQuery = (slug: string, id: string, cursor: string | null) =>
  queryOptions({
    queryKey: ["workspaces", slug, "webhooks", id, "deliveries", cursor],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ per_page: String(PER_PAGE) });
      if (cursor) query.set("cursor", cursor);
      const path = `${webhooksPath(slug, id, "deliveries")}?${query}`;
      return api.get<Page<Delivery>>(path, { signal });
    },
    refetchInterval: ({ state }) =>
      state.data?.results.some((delivery) => delivery.state === "waiting") ? REFRESH_MS : false,
  });

export const deliveryQuery = (slug: string, id: string, deliveryId: string) =>
  queryOptions({
    queryKey: ["workspaces", slug, "webhooks", id, "delivery", deliveryId],
    queryFn: ({ signal }) =>
      api.get<DeliveryDetail>(webhooksPath(slug, id, "deliveries", deliveryId), { signal }),
  });
