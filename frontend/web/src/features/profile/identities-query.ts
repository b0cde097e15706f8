import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { Identities } from "@treasury-plane/api/identities";

export const identitiesQuery = queryOptions({
  queryKey: ["me", "identities"],
  queryFn: ({ signal }) => api.get<Identities>(apiPath("users", "me", "identities"), { signal }),
});
