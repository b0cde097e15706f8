import { useQuery } from "@tanstack/react-query";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import { CommandPalette } from "@treasury-plane/kit/actions/CommandPalette";
import { ShortcutSheet } from "@treasury-plane/kit/actions/ShortcutSheet";
import type { ActionContext } from "@treasury-plane/kit/actions/types";
import { useActionKeys, useActions } from "@treasury-plane/kit/actions/use-actions";
import { LastSignIn } from "@treasury-plane/kit/session/LastSignIn";
import { useUpdatePreferences } from "@treasury-plane/kit/shell/use-preferences";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { SkipLinks } from "@treasury-plane/ui/SkipLinks";
import { lazy, Suspense, useMemo } from "react";
import { Outlet, useNavigate } from "react-router";
import { ui, useUi } from "../app/ui-store";
import "../app/action-context";
import { useInboxTopic } from "../features/inbox/public";
import { CreateProjectDialog } from "../features/projects/public";
import { paths } from "../paths";
import { globalActions } from "./global-actions";
import { SidebarFrame } from "./SidebarFrame";
import { TopBar } from "./TopBar";
import { useItemSearch } from "./use-item-search";
import { useMe } from "./use-me";
import { usePlace } from "./use-place";

const CreateItemDialog = lazy(() =>
  import("../features/work-items/CreateItemDialog").then((module) => ({
    default: module.CreateItemDialog,
  })),
);

const SKIP_LINKS = [
  { target: "main", label: "Skip to main content" },
  { target: "navigation", label: "Skip to navigation" },
];

/** The frame of every page behind the sign-in: bars, overlays, keys. */
export function AppShell() {
  const me = useMe();
  const place = usePlace();
  const navigate = useNavigate();
  const { data: methods } = useQuery(authMethodsQuery);
  const updatePreferences = useUpdatePreferences();
  const { isPaletteOpen, isSheetOpen, createItem, isCreateProjectOpen } = useUi();
  const { workspace, project } = place;
  const context: ActionContext = {
    me,
    workspace,
    project,
    navigate: (path) => void navigate(path),
  };
  const actions = useMemo(() => globalActions(updatePreferences), [updatePreferences]);
  useActions("global", actions);
  useActionKeys(context, me.preferences.single_key_shortcuts);
  useInboxTopic(me.id, workspace?.slug);
  const sources = useItemSearch(place);

  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-canvas">
      <SkipLinks links={SKIP_LINKS} />
      <LastSignIn me={me} securityHref={paths.security()} />
      <TopBar place={place} version={methods?.version} />
      <div className="flex min-h-0 flex-1">
        <SidebarFrame place={place} />
        <main
          id="main"
          tabIndex={-1}
          className="flex min-w-0 flex-1 flex-col overflow-y-auto bg-surface outline-none"
        >
          <Suspense fallback={<SkeletonRows rows={8} />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <CommandPalette
        isOpen={isPaletteOpen}
        onClose={ui.closePalette}
        context={context}
        sources={sources}
      />
      <ShortcutSheet
        isOpen={isSheetOpen}
        onClose={ui.closeSheet}
        context={context}
        singleKeys={me.preferences.single_key_shortcuts}
        onSingleKeysChange={(isOn) => updatePreferences({ single_key_shortcuts: isOn })}
      />
      {workspace && createItem && (
        <Suspense>
          <CreateItemDialog
            slug={workspace.slug}
            request={createItem}
            currentProjectId={project?.id}
            onClose={ui.closeCreateItem}
          />
        </Suspense>
      )}
      {workspace && isCreateProjectOpen && (
        <CreateProjectDialog workspace={workspace} onClose={ui.closeCreateProject} />
      )}
    </div>
  );
}
