import { useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type { Project } from "@treasury-plane/api/types";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { toast } from "@treasury-plane/ui/Toast";
import { useState } from "react";
import { useNavigate } from "react-router";
import { SettingsCard } from "../../layouts/SettingsPage";
import { paths } from "../../paths";

interface ProjectDangerProps {
  readonly slug: string;
  readonly project: Project;
  readonly path: (...rest: string[]) => string;
}

/** Archiving, which can be taken back, and deleting, which cannot. */
export function ProjectDanger({ slug, project, path }: ProjectDangerProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<"archive" | "delete" | null>(null);
  const isArchived = project.archived_at !== null;
  const refresh = () => queries.invalidateQueries({ queryKey: ["workspaces", slug] });
  const toggleArchive = async () => {
    await (isArchived ? api.del(path("archive")) : api.post(path("archive")));
    await refresh();
    toast.success(isArchived ? "Project restored" : "Project archived");
  };

  return (
    <>
      <SettingsCard
        title={isArchived ? "Restore this project" : "Archive this project"}
        description={
          isArchived
            ? "It was archived and is hidden from the sidebar."
            : "It disappears from the sidebar and becomes read-only. It can be restored."
        }
      >
        <Button onPress={() => setAsking("archive")}>{isArchived ? "Restore…" : "Archive…"}</Button>
      </SettingsCard>
      <SettingsCard
        title="Delete this project"
        description="All its work items, comments and files go with it. This cannot be undone."
        tone="danger"
      >
        <Button variant="danger" onPress={() => setAsking("delete")}>
          Delete project…
        </Button>
      </SettingsCard>
      <ConfirmDialog
        isOpen={asking === "archive"}
        onClose={() => setAsking(null)}
        title={isArchived ? `Restore ${project.name}?` : `Archive ${project.name}?`}
        tone="primary"
        confirmLabel={isArchived ? "Restore" : "Archive"}
        onConfirm={toggleArchive}
      >
        {isArchived
          ? "It appears in the sidebar of its members again."
          : "Its work items stay as they are. Admins find it under Archived on the home page."}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === "delete"}
        onClose={() => setAsking(null)}
        title={`Delete ${project.name}?`}
        phrase={project.name}
        confirmLabel="Delete project"
        onConfirm={async () => {
          await api.del(path());
          await refresh();
          void navigate(paths.workspace(slug), { replace: true });
        }}
      >
        Everything in the project will be deleted for everyone.
      </ConfirmDialog>
    </>
  );
}
