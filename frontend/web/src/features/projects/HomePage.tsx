import { useQuery } from "@tanstack/react-query";
import { projectsQuery, workspaceQuery } from "@treasury-plane/api/queries";
import type { Project } from "@treasury-plane/api/types";
import { formatNumber } from "@treasury-plane/kit/dates/format";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Button } from "@treasury-plane/ui/Button";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { SearchField } from "@treasury-plane/ui/SearchField";
import { Skeleton } from "@treasury-plane/ui/Skeleton";
import { FolderPlus, Plus, SearchX } from "lucide-react";
import { useState } from "react";
import { useParams } from "react-router";
import { ui } from "../../app/ui-store";
import { QueryGate } from "../../layouts/QueryGate";
import { useMe } from "../../layouts/use-me";
import { ProjectCard } from "./ProjectCard";

/** `/:ws`: the projects of the workspace. */
export default function HomePage() {
  const { ws = "" } = useParams();
  const me = useMe();
  const { data: workspace } = useQuery(workspaceQuery(ws));
  const projects = useQuery(projectsQuery(ws));
  const heading = usePageTitle(workspace?.name ?? "Home");
  const [search, setSearch] = useState("");
  const canCreate = (workspace?.role ?? 0) > 5;

  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-6 sm:px-8 sm:py-8">
      <div className="mb-6 flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-0">
          <h1 ref={heading} tabIndex={-1} className="font-semibold text-2xl tracking-tight">
            {greeting()}, {me.first_name || me.display_name}
          </h1>
          <p className="text-fg-3">{workspace?.name}</p>
        </div>
        {canCreate && (
          <Button
            variant="primary"
            icon={<Plus size={15} aria-hidden="true" />}
            onPress={ui.createProject}
          >
            New project
          </Button>
        )}
      </div>
      <QueryGate query={projects} what="projects" skeleton={<CardSkeletons />}>
        {(list) =>
          list.length === 0 ? (
            <FirstProject canCreate={canCreate} />
          ) : (
            <>
              {list.length > 6 && (
                <SearchField
                  label="Search projects"
                  value={search}
                  onChange={setSearch}
                  className="mb-4 max-w-72"
                />
              )}
              <ProjectGroups slug={ws} projects={list} search={search} />
            </>
          )
        }
      </QueryGate>
    </div>
  );
}

function greeting(): string {
  const hour = new Date().getHours();
  if (hour < 5 || hour >= 18) return "Good evening";
  return hour < 12 ? "Good morning" : "Good afternoon";
}

interface ProjectGroupsProps {
  readonly slug: string;
  readonly projects: readonly Project[];
  readonly search: string;
}

function ProjectGroups({ slug, projects, search }: ProjectGroupsProps) {
  const needle = search.trim().toLowerCase();
  const found = projects.filter((project) =>
    `${project.name} ${project.identifier}`.toLowerCase().includes(needle),
  );
  const groups = [
    { name: "Your projects", has: (p: Project) => p.is_member && p.archived_at === null },
    { name: "Open to join", has: (p: Project) => !p.is_member && p.archived_at === null },
    { name: "Archived", has: (p: Project) => p.archived_at !== null },
  ];
  if (found.length === 0) {
    return (
      <EmptyState icon={<SearchX size={20} aria-hidden="true" />} title="No project matches" />
    );
  }
  return (
    <>
      {groups.map(({ name, has }) => {
        const members = found.filter(has);
        if (members.length === 0) return null;
        return (
          <section key={name} aria-label={name} className="mb-8">
            <h2 className="mb-2.5 flex items-baseline gap-2 font-semibold text-sm">
              {name}
              <span className="font-normal text-fg-3">{formatNumber(members.length)}</span>
            </h2>
            <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
              {members.map((project) => (
                <li key={project.id}>
                  <ProjectCard slug={slug} project={project} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function FirstProject({ canCreate }: { canCreate: boolean }) {
  return (
    <EmptyState
      icon={<FolderPlus size={20} aria-hidden="true" />}
      title={canCreate ? "Start with a project" : "No project here yet"}
      action={
        canCreate && (
          <Button variant="primary" onPress={ui.createProject}>
            Create a project
          </Button>
        )
      }
      className="rounded-xl border border-line border-dashed"
    >
      A project holds work items, the states they go through, and the people who work on them.
    </EmptyState>
  );
}

function CardSkeletons() {
  return (
    <div role="status" className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
      <span className="sr-only">Loading projects</span>
      <Skeleton className="h-36 rounded-lg" />
      <Skeleton className="h-36 rounded-lg" />
      <Skeleton className="h-36 rounded-lg" />
    </div>
  );
}
