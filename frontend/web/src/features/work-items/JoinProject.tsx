import { useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type { Project } from "@treasury-plane/api/types";
import { Button } from "@treasury-plane/ui/Button";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { toast } from "@treasury-plane/ui/Toast";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { openSession, projectPath } from "./project-session";

/** A public project that the reader is not in yet. */
export function JoinProject({ slug, project }: { slug: string; project: Project }) {
  const queries = useQueryClient();
  const [isPending, setPending] = useState(false);
  const join = async () => {
    setPending(true);
    try {
      await api.post(projectPath(slug, project.id, "join"));
      await queries.invalidateQueries({ queryKey: ["workspaces", slug] });
      await openSession(slug, project.id, () => undefined).load();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "You could not join.");
      setPending(false);
    }
  };
  return (
    <EmptyState
      icon={<UserPlus size={20} aria-hidden="true" />}
      title={`You are not in ${project.name} yet`}
      action={
        <Button variant="primary" isPending={isPending} onPress={() => void join()}>
          Join this project
        </Button>
      }
    >
      It is open to everyone in the workspace. Members see its work items and change them.
    </EmptyState>
  );
}
