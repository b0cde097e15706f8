import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { InstanceWorkspace, Page, Workspace } from "@treasury-plane/api/types";

export const WORKSPACES_KEY = ["instance", "workspaces"] as const;
const PAGE_SIZE = 50;

export const workspacesQuery = (filter: { search: string; cursor: string }) =>
  queryOptions({
    queryKey: [...WORKSPACES_KEY, filter],
    queryFn: ({ signal }) =>
      api.get<Page<InstanceWorkspace>>(apiPath("instance", "workspaces"), {
        signal,
        query: { ...filter, per_page: PAGE_SIZE },
      }),
  });

export const createWorkspace = (workspace: { name: string; slug: string }) =>
  api.post<Workspace>(apiPath("instance", "workspaces"), workspace);
