import type { Me, Theme } from "@treasury-plane/api/types";
import type { Action } from "@treasury-plane/kit/actions/types";
import { THEME_NAMES } from "@treasury-plane/kit/theme/theme";
import {
  FolderPlus,
  House,
  Inbox,
  Keyboard,
  KeyRound,
  Link,
  ListTodo,
  PanelLeft,
  Search,
  Settings,
  SquarePen,
  SunMoon,
  UserPlus,
} from "lucide-react";
import { copyText } from "../app/copy-text";
import { ui } from "../app/ui-store";
import { paths } from "../paths";

const GO = "Go to";
const CREATE = "Create";
const APP = "Application";

/** Commands that work on every page. */
export function globalActions(
  updatePreferences: (changes: Partial<Me["preferences"]>) => void,
): Action[] {
  return [
    ...shellActions(),
    ...createActions(),
    ...goActions(),
    ...(Object.keys(THEME_NAMES) as Theme[]).map(
      (theme): Action => ({
        id: `theme.${theme}`,
        label: `Theme: ${THEME_NAMES[theme]}`,
        section: APP,
        icon: SunMoon,
        keywords: "dark light contrast appearance",
        when: ({ me }) => me.preferences.theme !== theme,
        run: () => updatePreferences({ theme }),
      }),
    ),
  ];
}

function shellActions(): Action[] {
  return [
    {
      id: "app.palette",
      label: "Search or run a command",
      section: APP,
      icon: Search,
      keys: ["Mod+K"],
      inFields: true,
      isHidden: true,
      run: ui.openPalette,
    },
    {
      id: "app.shortcuts",
      label: "Keyboard shortcuts",
      section: APP,
      icon: Keyboard,
      keys: ["Mod+/"],
      otherKeys: [["?"]],
      inFields: true,
      run: ui.openSheet,
    },
    {
      id: "app.sidebar",
      label: "Show or hide the sidebar",
      section: APP,
      icon: PanelLeft,
      keys: ["Mod+B"],
      run: ui.toggleSidebar,
    },
    {
      id: "app.copy-url",
      label: "Copy the address of this page",
      section: APP,
      icon: Link,
      keys: ["Mod+Shift+C"],
      run: () => void copyText(location.href, "Address copied"),
    },
  ];
}

function createActions(): Action[] {
  return [
    {
      id: "create.work-item",
      label: "New work item",
      section: CREATE,
      icon: SquarePen,
      keys: ["n", "i"],
      when: ({ workspace }) => workspace !== null,
      run: () => ui.createItem(),
    },
    {
      id: "create.project",
      label: "New project",
      section: CREATE,
      icon: FolderPlus,
      keys: ["n", "p"],
      when: ({ workspace }) => workspace !== null,
      disabledReason: ({ workspace }) =>
        workspace?.role === 5 ? "Guests cannot create projects." : null,
      run: ui.createProject,
    },
  ];
}

function goActions(): Action[] {
  const inWorkspace = (
    id: string,
    label: string,
    icon: NonNullable<Action["icon"]>,
    keys: string[] | undefined,
    path: (slug: string) => string,
  ): Action => ({
    id: `go.${id}`,
    label,
    section: GO,
    icon,
    ...(keys ? { keys } : {}),
    when: ({ workspace }) => workspace !== null,
    run: ({ navigate, workspace }) => {
      if (workspace) navigate(path(workspace.slug));
    },
  });
  return [
    inWorkspace("home", "Home", House, ["g", "h"], paths.workspace),
    inWorkspace("inbox", "Inbox", Inbox, ["g", "x"], paths.inbox),
    inWorkspace("projects", "Projects", House, ["g", "p"], paths.projects),
    {
      id: "go.items",
      label: "Work items of this project",
      section: GO,
      icon: ListTodo,
      keys: ["g", "i"],
      when: ({ workspace, project }) => workspace !== null && project !== null,
      run: ({ navigate, workspace, project }) => {
        if (workspace && project) navigate(paths.items(workspace.slug, project.id));
      },
    },
    {
      id: "go.settings",
      label: "Settings of this place",
      section: GO,
      icon: Settings,
      keys: ["g", "s"],
      run: ({ navigate, workspace, project }) => {
        if (workspace && project && (project.member_role ?? 0) >= 20) {
          navigate(paths.projectSettings(workspace.slug, project.id));
        } else navigate(workspace ? paths.workspaceSettings(workspace.slug) : paths.profile());
      },
    },
    inWorkspace("members", "Members and invitations", UserPlus, undefined, paths.workspaceMembers),
    {
      id: "go.profile",
      label: "Personal settings",
      section: GO,
      icon: Settings,
      run: ({ navigate }) => navigate(paths.profile()),
    },
    {
      id: "go.tokens",
      label: "API tokens",
      section: GO,
      icon: KeyRound,
      run: ({ navigate }) => navigate(paths.apiTokens()),
    },
  ];
}
