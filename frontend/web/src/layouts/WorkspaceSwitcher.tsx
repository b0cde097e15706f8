import { Logo } from "@treasury-plane/ui/Logo";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "@treasury-plane/ui/Menu";
import { ChevronsUpDown, Plus, Settings, UserPlus } from "lucide-react";
import { Button } from "react-aria-components";
import { useNavigate } from "react-router";
import { paths } from "../paths";
import { useMe } from "./use-me";
import type { Place } from "./use-place";

/** The workspace one is in; its menu leads to the others and to its settings. */
export function WorkspaceSwitcher({ place }: { place: Place }) {
  const me = useMe();
  const navigate = useNavigate();
  const { workspace, workspaces } = place;
  const go = (key: string) => {
    if (key === "create") void navigate(paths.createWorkspace());
    else if (key === "settings" && workspace)
      void navigate(paths.workspaceSettings(workspace.slug));
    else if (key === "members" && workspace) void navigate(paths.workspaceMembers(workspace.slug));
    else void navigate(paths.workspace(key.replace(/^ws:/, "")));
  };
  return (
    <MenuTrigger
      trigger={
        <Button className="flex h-8 min-w-0 max-w-56 items-center gap-2 rounded-md px-1.5 font-semibold text-sm hover:bg-hover">
          {workspace ? <WorkspaceMark name={workspace.name} /> : <Logo size={22} />}
          <span className="sr-only">Workspace: </span>
          <span className="sr-only truncate min-[480px]:not-sr-only">
            {workspace?.name ?? "Treasury Plane"}
          </span>
          <ChevronsUpDown size={14} aria-hidden="true" className="shrink-0 text-fg-3" />
        </Button>
      }
    >
      <Menu aria-label="Workspaces" onAction={(key) => go(String(key))} className="w-64">
        <MenuSection label="Workspaces">
          {workspaces.map(({ slug, name }) => (
            <MenuItem key={slug} id={`ws:${slug}`} icon={<WorkspaceMark name={name} small />}>
              {name}
            </MenuItem>
          ))}
        </MenuSection>
        {workspace && (
          <MenuSection label={workspace.name}>
            <MenuItem id="settings" icon={<Settings size={15} />}>
              Workspace settings
            </MenuItem>
            <MenuItem id="members" icon={<UserPlus size={15} />}>
              Members and invitations
            </MenuItem>
          </MenuSection>
        )}
        {me.can_create_workspace && (
          <MenuItem id="create" icon={<Plus size={15} />}>
            Create a workspace
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  );
}

function WorkspaceMark({ name, small }: { name: string; small?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`inline-flex shrink-0 items-center justify-center rounded-md bg-accent font-semibold text-on-accent ${small ? "size-4 rounded-sm text-[9px]" : "size-6 text-xs"}`}
    >
      {([...name][0] ?? "T").toUpperCase()}
    </span>
  );
}
