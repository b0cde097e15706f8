import { QueryClient, queryOptions } from "@tanstack/react-query";
import type { AuthMethods } from "./auth";
import { api, apiPath } from "./client";
import { ApiError } from "./errors";
import type {
  Instance,
  Label,
  Me,
  Page,
  Project,
  ProjectMember,
  State,
  Workspace,
  WorkspaceMember,
} from "./types";

/** The cache of one page load: nothing is written to the browser's storage. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
        retryDelay: (attempt, error) =>
          error instanceof ApiError && error.retryAfterSeconds
            ? error.retryAfterSeconds * 1000
            : Math.min(500 * 2 ** attempt, 8000),
      },
    },
  });
}

function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status === 0 || error.status === 429 || error.status >= 502;
}

export const authMethodsQuery = queryOptions({
  queryKey: ["auth-methods"],
  queryFn: ({ signal }) => api.get<AuthMethods>("/auth/methods", { signal }),
  staleTime: 5 * 60_000,
});

/** Someone who never chose has no preferences stored. */
export function withDefaults(me: Me): Me {
  const stored: Partial<Me["preferences"]> = me.preferences;
  return { ...me, preferences: { theme: "system", single_key_shortcuts: true, ...stored } };
}

/** The signed-in user, or null for a visitor. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return withDefaults(await api.get<Me>(apiPath("users", "me"), { signal, keepSession: true }));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const instanceQuery = queryOptions({
  queryKey: ["instance"],
  queryFn: ({ signal }) => api.get<Instance>(apiPath("instance"), { signal }),
});

export const workspacesQuery = queryOptions({
  queryKey: ["workspaces"],
  queryFn: ({ signal }) => api.get<Workspace[]>(apiPath("workspaces"), { signal }),
});

export const workspaceQuery = (slug: string) =>
  queryOptions({
    queryKey: ["workspaces", slug],
    queryFn: ({ signal }) => api.get<Workspace>(apiPath("workspaces", slug), { signal }),
  });

export const workspaceMembersQuery = (slug: string) =>
  queryOptions({
    queryKey: ["workspaces", slug, "members"],
    queryFn: ({ signal }) =>
      api.get<WorkspaceMember[]>(apiPath("workspaces", slug, "members"), { signal }),
  });

export const projectsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["workspaces", slug, "projects"],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        api.get<Page<Project>>(apiPath("workspaces", slug, "projects"), {
          signal,
          query: { per_page: 1000, cursor },
        }),
      ),
  });

export const projectQuery = (slug: string, projectId: string) =>
  queryOptions({
    queryKey: ["workspaces", slug, "projects", projectId],
    queryFn: ({ signal }) =>
      api.get<Project>(apiPath("workspaces", slug, "projects", projectId), { signal }),
  });

export const projectMembersQuery = (slug: string, projectId: string) =>
  queryOptions({
    queryKey: ["workspaces", slug, "projects", projectId, "members"],
    queryFn: ({ signal }) =>
      api.get<ProjectMember[]>(apiPath("workspaces", slug, "projects", projectId, "members"), {
        signal,
      }),
  });

export const statesQuery = (slug: string, projectId: string) =>
  queryOptions({
    queryKey: ["workspaces", slug, "projects", projectId, "states"],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        api.get<Page<State>>(apiPath("workspaces", slug, "projects", projectId, "states"), {
          signal,
          query: { per_page: 1000, cursor },
        }),
      ),
  });

export const labelsQuery = (slug: string, projectId: string) =>
  queryOptions({
    queryKey: ["workspaces", slug, "projects", projectId, "labels"],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        api.get<Page<Label>>(apiPath("workspaces", slug, "projects", projectId, "labels"), {
          signal,
          query: { per_page: 1000, cursor },
        }),
      ),
  });

/** Reads a paged list to its end. */
export async function allPages<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const results: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    results.push(...page.results);
    cursor = page.next_page_results ? page.next_cursor : undefined;
  } while (cursor);
  return results;
}
