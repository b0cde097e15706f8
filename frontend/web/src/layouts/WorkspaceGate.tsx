import { useQuery, useQueryClient } from "@tanstack/react-query";
import { workspaceQuery } from "@treasury-plane/api/queries";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { Suspense, useEffect } from "react";
import { Outlet, useParams } from "react-router";
import { realtime } from "../app/realtime";
import { QueryGate } from "./QueryGate";

/** Knows that the workspace exists, and follows what happens in it. */
export function WorkspaceGate() {
  const { ws = "" } = useParams();
  const workspace = useQuery(workspaceQuery(ws));
  useWorkspaceTopic(workspace.data?.id);
  return (
    <QueryGate query={workspace} what="workspace" isPage>
      {() => (
        <Suspense fallback={<SkeletonRows rows={8} />}>
          <Outlet />
        </Suspense>
      )}
    </QueryGate>
  );
}

function useWorkspaceTopic(id: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!id) return;
    const refresh = () => void queries.invalidateQueries({ queryKey: ["workspaces"] });
    const subscription = realtime.subscribe(`workspace:${id}`, {
      onChange: refresh,
      onReload: refresh,
    });
    return subscription.unsubscribe;
  }, [queries, id]);
}
