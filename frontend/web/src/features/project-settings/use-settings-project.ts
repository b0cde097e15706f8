import { useQuery } from "@tanstack/react-query";
import { apiPath } from "@treasury-plane/api/client";
import { projectQuery } from "@treasury-plane/api/queries";
import { useParams } from "react-router";

/** The project whose settings are open. */
export function useSettingsProject() {
  const { ws = "", projectId = "" } = useParams();
  const query = useQuery(projectQuery(ws, projectId));
  return {
    slug: ws,
    projectId,
    query,
    isAdmin: (query.data?.member_role ?? 0) >= 20,
    path: (...rest: string[]) => apiPath("workspaces", ws, "projects", projectId, ...rest),
  };
}
