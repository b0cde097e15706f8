import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { Invite } from "@treasury-plane/api/types";

export const invitationsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["workspaces", slug, "invitations"],
    queryFn: ({ signal }) =>
      api.get<Invite[]>(apiPath("workspaces", slug, "invitations"), { signal }),
  });
