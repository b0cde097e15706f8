import { cx } from "@treasury-plane/ui/cx";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { Suspense } from "react";
import { NavLink, Outlet, useParams } from "react-router";
import { paths } from "../paths";
import { usePlace } from "./use-place";

interface SettingsLayoutProps {
  readonly of: "profile" | "workspace" | "project";
}

/** Settings: their pages at the left (a row above on a phone), one column of content. */
export function SettingsLayout({ of }: SettingsLayoutProps) {
  const { ws = "", projectId = "" } = useParams();
  const { workspace, project } = usePlace();
  const links = {
    profile: [
      { name: "Profile", path: paths.profile() },
      { name: "Preferences", path: paths.preferences() },
      { name: "Notifications", path: paths.notificationSettings() },
      { name: "Security", path: paths.security() },
      { name: "API tokens", path: paths.apiTokens() },
    ],
    workspace: [
      { name: "General", path: paths.workspaceSettings(ws) },
      { name: "Members", path: paths.workspaceMembers(ws) },
      ...((workspace?.role ?? 0) >= 20 ? [{ name: "Webhooks", path: paths.webhooks(ws) }] : []),
    ],
    project: [
      { name: "General", path: paths.projectSettings(ws, projectId) },
      { name: "Members", path: paths.projectMembers(ws, projectId) },
      { name: "States", path: paths.projectStates(ws, projectId) },
      { name: "Labels", path: paths.projectLabels(ws, projectId) },
      { name: "Publish", path: paths.projectPublish(ws, projectId) },
    ],
  }[of];
  const title = {
    profile: "Your account",
    workspace: workspace?.name ?? "Workspace",
    project: project?.name ?? "Project",
  }[of];

  return (
    <div className="flex min-h-full flex-1 flex-col md:flex-row">
      <nav
        aria-label="Settings"
        className="shrink-0 border-line border-b p-3 md:w-52 md:border-r md:border-b-0 md:p-4"
      >
        <p className="mb-1 truncate px-2 font-semibold text-sm">{title}</p>
        <ul className="flex gap-1 overflow-x-auto md:flex-col md:gap-px">
          {links.map(({ name, path }, index) => (
            <li key={path}>
              <NavLink
                // The first is the place itself, which all others lie below.
                end={index === 0}
                to={path}
                className={({ isActive }) =>
                  cx(
                    "flex h-8 items-center whitespace-nowrap rounded-md px-2 text-sm pointer-coarse:h-11",
                    isActive
                      ? "bg-selected font-medium text-fg"
                      : "text-fg-2 hover:bg-hover hover:text-fg",
                  )
                }
              >
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mx-auto w-full max-w-3xl px-4 py-6 sm:px-8">
        <Suspense fallback={<SkeletonRows rows={5} />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}
