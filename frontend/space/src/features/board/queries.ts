import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type {
  Page,
  PublicItem,
  PublicItemDetail,
  PublicLabel,
  PublicMember,
  PublicMeta,
  PublicSettings,
  PublicState,
} from "@treasury-plane/api/types";

const PAGE_SIZE = 1000;

const path = (anchor: string, ...rest: string[]) =>
  ["/api/public/anchor", ...[anchor, ...rest].map(encodeURIComponent)].join("/");

/** Everything around the items of a published project. */
export interface BoardInfo {
  meta: PublicMeta;
  settings: PublicSettings;
  states: PublicState[];
  labels: PublicLabel[];
  members: PublicMember[];
}

export const boardQuery = (anchor: string) =>
  queryOptions({
    queryKey: ["board", anchor],
    queryFn: async ({ signal }): Promise<BoardInfo> => {
      const [meta, settings, states, labels, members] = await Promise.all([
        api.get<PublicMeta>(path(anchor, "meta"), { signal }),
        api.get<PublicSettings>(path(anchor, "settings"), { signal }),
        api.get<PublicState[]>(path(anchor, "states"), { signal }),
        api.get<PublicLabel[]>(path(anchor, "labels"), { signal }),
        api.get<PublicMember[]>(path(anchor, "members"), { signal }),
      ]);
      return { meta, settings, states, labels, members };
    },
    staleTime: 5 * 60_000,
  });

/** All items, a large page at a time: filters and layouts then work without the server. */
export const itemsQuery = (anchor: string) =>
  infiniteQueryOptions({
    queryKey: ["board", anchor, "items"],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<PublicItem>>(path(anchor, "issues"), {
        signal,
        query: { per_page: PAGE_SIZE, cursor: pageParam, order_by: "sort_order" },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.next_page_results ? page.next_cursor : null),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

export const itemQuery = (anchor: string, id: string) =>
  queryOptions({
    queryKey: ["board", anchor, "item", id],
    queryFn: ({ signal }) => api.get<PublicItemDetail>(path(anchor, "issues", id), { signal }),
  });
