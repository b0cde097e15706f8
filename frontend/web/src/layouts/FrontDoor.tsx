import { useQuery } from "@tanstack/react-query";
import { workspacesQuery } from "@treasury-plane/api/queries";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { Navigate } from "react-router";
import { paths } from "../paths";
import { FullPageSpinner } from "./PublicLayout";
import { useMe } from "./use-me";

/** `/`: to the workspace last used, or to making the first one. */
export function FrontDoor() {
  const me = useMe();
  const { data, error, refetch } = useQuery(workspacesQuery);
  if (error) {
    return (
      <main className="flex min-h-dvh items-center justify-center">
        <ErrorState message={error.message} onRetry={() => void refetch()} />
      </main>
    );
  }
  if (!data) return <FullPageSpinner />;
  const last = data.find((workspace) => workspace.slug === me.last_workspace_slug) ?? data[0];
  return <Navigate to={last ? paths.workspace(last.slug) : paths.createWorkspace()} replace />;
}
