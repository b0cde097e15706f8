import { useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { Project } from "@treasury-plane/api/types";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { toast } from "@treasury-plane/ui/Toast";
import { Globe, Lock, Settings, Users } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { ProjectMark } from "../../layouts/ProjectMark";
import { paths } from "../../paths";

export function ProjectCard({ slug, project }: { slug: string; project: Project }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isPending, setPending] = useState(false);
  const isArchived = project.archived_at !== null;
  const act = async (send: () => Promise<unknown>, done: string) => {
    setPending(true);
    try {
      await send();
      await queries.invalidateQueries({ queryKey: ["workspaces", slug] });
      toast.success(done);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "This did not work.");
    } finally {
      setPending(false);
    }
  };
  const path = (...rest: string[]) => apiPath("workspaces", slug, "projects", project.id, ...rest);

  return (
    <article className="group relative flex h-full min-h-36 flex-col rounded-lg border border-line bg-raised p-4 shadow-1 transition-shadow hover:shadow-2">
      <div className="flex items-start gap-3">
        <ProjectMark project={project} size="lg" />
        <div className="min-w-0 flex-1">
          <h3 className="truncate font-semibold text-base">
            {project.is_member && !isArchived ? (
              <Link
                to={paths.items(slug, project.id)}
                className="after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus"
              >
                {project.name}
              </Link>
            ) : (
              project.name
            )}
          </h3>
          <p className="text-fg-3 text-xs">{project.identifier}</p>
        </div>
        {(project.member_role ?? 0) >= 20 && (
          <IconButton
            size="sm"
            label={`Settings of ${project.name}`}
            icon={<Settings size={15} aria-hidden="true" />}
            onPress={() => void navigate(paths.projectSettings(slug, project.id))}
            className="relative z-10"
          />
        )}
      </div>
      <p className="mt-3 line-clamp-2 text-fg-2 text-sm">{project.description}</p>
      <div className="mt-auto flex min-h-8 items-center gap-3 pt-3 text-fg-3 text-xs">
        <span className="inline-flex items-center gap-1">
          <Users size={13} aria-hidden="true" />
          {project.total_members}
          <span className="sr-only">members</span>
        </span>
        <span className="inline-flex items-center gap-1">
          {project.network === 0 ? (
            <Lock size={13} aria-hidden="true" />
          ) : (
            <Globe size={13} aria-hidden="true" />
          )}
          {project.network === 0 ? "Private" : "Public"}
        </span>
        {project.is_deployed && <Badge tone="success">Published</Badge>}
        <span className="relative z-10 ml-auto">
          {isArchived && (project.member_role ?? 0) >= 20 ? (
            <Button
              size="sm"
              isPending={isPending}
              onPress={() => void act(() => api.del(path("archive")), `${project.name} restored`)}
            >
              Restore
            </Button>
          ) : (
            !project.is_member &&
            !isArchived && (
              <Button
                size="sm"
                isPending={isPending}
                onPress={() => void act(() => api.post(path("join")), `You joined ${project.name}`)}
              >
                Join <span className="sr-only">{project.name}</span>
              </Button>
            )
          )}
        </span>
      </div>
    </article>
  );
}
