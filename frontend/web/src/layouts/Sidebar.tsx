import type { Project } from "@treasury-plane/api/types";
import { Button } from "@treasury-plane/ui/Button";
import { cx } from "@treasury-plane/ui/cx";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { ChevronRight, House, Inbox, ListTodo, Plus, Settings, SquarePen } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import { NavLink, useLocation } from "react-router";
import { ui } from "../app/ui-store";
import { useUnreadCount } from "../features/inbox/public";
import { paths } from "../paths";
import { ProjectMark } from "./ProjectMark";
import type { Place } from "./use-place";

interface SidebarProps {
  readonly place: Place;
  readonly id?: string;
  /** Following a link closes the drawer. */
  readonly onNavigate?: () => void;
  /** The handle that changes the width. */
  readonly children?: ReactNode;
}

const linkClass = ({ isActive }: { isActive: boolean }) =>
  cx(
    "flex h-8 min-w-0 items-center gap-2 rounded-md px-2 text-sm pointer-coarse:h-11",
    isActive ? "bg-selected font-medium text-fg" : "text-fg-2 hover:bg-hover hover:text-fg",
  );

/** The places of a workspace. */
export function Sidebar({ place, id, onNavigate, children }: SidebarProps) {
  const { workspace, projects } = place;
  const unread = useUnreadCount(workspace?.slug);
  const mine = projects.filter((project) => project.is_member && project.archived_at === null);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: listens for its links, which have their own keys.
    <nav
      {...(id ? { id } : {})}
      tabIndex={-1}
      aria-label="Main"
      className="relative h-full outline-none"
      onClick={(event) => {
        if ((event.target as Element).closest("a")) onNavigate?.();
      }}
    >
      <div className="flex h-full min-h-0 flex-col gap-3 overflow-y-auto p-2">
        {workspace && (
          <>
            <Button
              icon={<SquarePen size={15} aria-hidden="true" />}
              isDisabled={mine.length === 0}
              onPress={() => {
                onNavigate?.();
                ui.createItem();
              }}
              className="w-full justify-start"
            >
              New work item
            </Button>
            <ul className="flex flex-col gap-px">
              <li>
                <NavLink end to={paths.workspace(workspace.slug)} className={linkClass}>
                  <House size={16} aria-hidden="true" className="shrink-0" />
                  Home
                </NavLink>
              </li>
              <li>
                <NavLink to={paths.inbox(workspace.slug)} className={linkClass}>
                  <Inbox size={16} aria-hidden="true" className="shrink-0" />
                  <span className="mr-auto">Inbox</span>
                  {unread > 0 && (
                    <span className="rounded-full bg-accent px-1.5 font-medium text-on-accent text-xs tabular-nums forced-colors:border">
                      {unread > 99 ? "99+" : unread}
                      <span className="sr-only"> unread</span>
                    </span>
                  )}
                </NavLink>
              </li>
              <li>
                <NavLink to={paths.workspaceSettings(workspace.slug)} className={linkClass}>
                  <Settings size={16} aria-hidden="true" className="shrink-0" />
                  Settings
                </NavLink>
              </li>
            </ul>
            <section aria-label="Projects">
              <div className="flex h-8 items-center pl-2">
                <h2 className="font-medium text-fg-3 text-xs">Projects</h2>
                {workspace.role > 5 && (
                  <IconButton
                    size="sm"
                    className="ml-auto"
                    label="New project"
                    keys={["n", "p"]}
                    icon={<Plus size={14} aria-hidden="true" />}
                    onPress={ui.createProject}
                  />
                )}
              </div>
              {mine.length === 0 && (
                <p className="px-2 text-fg-3 text-xs">You are in no project yet.</p>
              )}
              <ul className="flex flex-col gap-px">
                {mine.map((project) => (
                  <ProjectEntry key={project.id} slug={workspace.slug} project={project} />
                ))}
              </ul>
            </section>
          </>
        )}
      </div>
      {children}
    </nav>
  );
}

function ProjectEntry({ slug, project }: { slug: string; project: Project }) {
  const { pathname } = useLocation();
  const isHere =
    pathname.includes(project.id) || pathname.includes(`/browse/${project.identifier}-`);
  const [isOpenByHand, setOpen] = useState<boolean | null>(null);
  const isOpen = isOpenByHand ?? isHere;
  const links: { name: string; path: string; icon: ReactNode }[] = [
    {
      name: "Work items",
      path: paths.items(slug, project.id),
      icon: <ListTodo size={15} aria-hidden="true" className="shrink-0" />,
    },
  ];
  if ((project.member_role ?? 0) >= 20) {
    links.push({
      name: "Project settings",
      path: paths.projectSettings(slug, project.id),
      icon: <Settings size={15} aria-hidden="true" className="shrink-0" />,
    });
  }
  return (
    <li>
      <div className="group flex items-center rounded-md hover:bg-hover">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={`${project.name}: ${isOpen ? "hide" : "show"} its places`}
          onClick={() => setOpen(!isOpen)}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-fg-3 hover:text-fg"
        >
          <ChevronRight
            size={14}
            aria-hidden="true"
            className={cx("transition-transform", isOpen && "rotate-90")}
          />
        </button>
        <NavLink
          to={paths.items(slug, project.id)}
          className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md pr-2 text-sm pointer-coarse:h-11"
        >
          <ProjectMark project={project} />
          <span className="truncate">{project.name}</span>
        </NavLink>
      </div>
      {isOpen && (
        <ul className="flex flex-col gap-px py-px pl-6">
          {links.map(({ name, path, icon }) => (
            <li key={path}>
              <NavLink to={path} className={linkClass}>
                {icon}
                <span className="truncate">{name}</span>
              </NavLink>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
