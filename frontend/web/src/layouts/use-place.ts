import { useQuery } from "@tanstack/react-query";
import { projectsQuery, workspacesQuery } from "@treasury-plane/api/queries";
import type { Project, Workspace } from "@treasury-plane/api/types";
import { useMatch } from "react-router";
import { parseItemKey } from "../paths";
import { useMe } from "./use-me";

export interface Place {
  readonly workspace: Workspace | null;
  readonly workspaces: readonly Workspace[];
  readonly projects: readonly Project[];
  readonly project: Project | null;
}

/** Which workspace and project the address is about; settings keep the workspace last used. */
export function usePlace(): Place {
  const me = useMe();
  const inWorkspace = useMatch("/:ws/*");
  const inProject = useMatch("/:ws/projects/:projectId/*");
  const inSettings = useMatch("/:ws/settings/projects/:projectId/*");
  const onItem = useMatch("/:ws/browse/:key");
  const { data: workspaces = [] } = useQuery(workspacesQuery);
  const slug = inWorkspace?.params.ws;
  const workspace =
    workspaces.find((candidate) => candidate.slug === slug) ??
    (slug === "settings"
      ? (workspaces.find((candidate) => candidate.slug === me.last_workspace_slug) ?? workspaces[0])
      : undefined) ??
    null;
  const { data: projects = [] } = useQuery({
    ...projectsQuery(workspace?.slug ?? ""),
    enabled: workspace !== null,
  });
  const identifier = parseItemKey(onItem?.params.key ?? "")?.identifier;
  const projectId = inProject?.params.projectId ?? inSettings?.params.projectId;
  const project =
    projects.find(
      (candidate) => candidate.id === projectId || candidate.identifier === identifier,
    ) ?? null;
  return { workspace, workspaces, projects, project };
}
