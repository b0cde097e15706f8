import { api, apiPath } from "@treasury-plane/api/client";
import type { WorkItemSearchHit } from "@treasury-plane/api/types";
import type { PaletteResult, SearchSource } from "@treasury-plane/kit/actions/search";
import { FolderKanban, ListTodo } from "lucide-react";
import { useMemo } from "react";
import { useNavigate } from "react-router";
import { searchLoadedItems } from "../features/work-items/public";
import { paths } from "../paths";
import type { Place } from "./use-place";

const SHOWN = 12;

/** What the palette finds: projects and loaded items at once, then what the server knows. */
export function useItemSearch(place: Place): readonly SearchSource[] {
  const navigate = useNavigate();
  const { workspace, projects } = place;
  return useMemo<readonly SearchSource[]>(() => {
    if (!workspace) return [];
    const { slug } = workspace;
    const go = (path: string) => () => void navigate(path);
    const keyOf = (projectId: string, sequence: number) => {
      const identifier = projects.find(({ id }) => id === projectId)?.identifier ?? "";
      return { identifier, key: `${identifier}-${sequence}` };
    };

    return [
      {
        id: "projects",
        label: "Projects",
        minLength: 1,
        search: async (query) =>
          projects
            .filter(
              ({ name, identifier, is_member }) =>
                is_member && `${name} ${identifier}`.toLowerCase().includes(query.toLowerCase()),
            )
            .slice(0, 5)
            .map((project) => ({
              id: project.id,
              label: project.name,
              hint: project.identifier,
              icon: <FolderKanban size={16} aria-hidden="true" />,
              run: go(paths.items(slug, project.id)),
            })),
      },
      {
        id: "items",
        label: "Work items",
        minLength: 1,
        search: async (query, signal) => {
          const found = new Map<string, PaletteResult>();
          for (const { projectId, item } of searchLoadedItems(slug, query, SHOWN)) {
            const { identifier, key } = keyOf(projectId, item.sequence_id);
            found.set(item.id, {
              id: item.id,
              label: item.name,
              hint: key,
              icon: <ListTodo size={16} aria-hidden="true" />,
              run: go(paths.item(slug, identifier, item.sequence_id)),
            });
          }
          if (found.size < SHOWN && query.length >= 2) {
            for (const hit of await searchServer(slug, query, signal)) {
              if (found.has(hit.id) || found.size >= SHOWN) continue;
              found.set(hit.id, {
                id: hit.id,
                label: hit.name,
                hint: `${hit.project__identifier}-${hit.sequence_id}`,
                icon: <ListTodo size={16} aria-hidden="true" />,
                run: go(paths.item(slug, hit.project__identifier, hit.sequence_id)),
              });
            }
          }
          return [...found.values()];
        },
      },
    ];
  }, [workspace, projects, navigate]);
}

async function searchServer(
  slug: string,
  search: string,
  signal: AbortSignal,
): Promise<WorkItemSearchHit[]> {
  try {
    const answer = await api.get<{ issues: WorkItemSearchHit[] }>(
      apiPath("workspaces", slug, "work-items", "search"),
      { signal, query: { search, limit: SHOWN, workspace_search: true } },
    );
    return answer.issues;
  } catch {
    // What is loaded is still worth showing.
    return [];
  }
}
