import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { ApiToken } from "@treasury-plane/api/types";

export const apiTokensQuery = queryOptions({
  queryKey: ["me", "api-tokens"],
  queryFn: ({ signal }) => api.get<ApiToken[]>(apiPath("users", "me", "api-tokens"), { signal }),
});
