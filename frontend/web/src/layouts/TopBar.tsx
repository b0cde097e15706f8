import { IconButton } from "@treasury-plane/ui/IconButton";
import { Kbd } from "@treasury-plane/ui/Kbd";
import { Menu, MenuItem, MenuTrigger } from "@treasury-plane/ui/Menu";
import { CircleHelp, Menu as MenuIcon, PanelLeft, Search } from "lucide-react";
import { Button } from "react-aria-components";
import { ui, useUi } from "../app/ui-store";
import { AvatarMenu } from "./AvatarMenu";
import { ConnectionBadge } from "./ConnectionBadge";
import { InboxBell } from "./InboxBell";
import type { Place } from "./use-place";
import { WorkspaceSwitcher } from "./WorkspaceSwitcher";

/** Workspace, search, help and the person: the same on every page. */
export function TopBar({ place, version }: { place: Place; version: string | undefined }) {
  const isCollapsed = useUi((state) => state.isSidebarCollapsed);
  return (
    <header className="flex h-12 shrink-0 items-center gap-1.5 border-line border-b bg-canvas px-2 sm:px-3">
      <span className="min-[900px]:hidden">
        <IconButton
          label="Open navigation"
          icon={<MenuIcon size={18} aria-hidden="true" />}
          onPress={ui.openDrawer}
        />
      </span>
      <span className="hidden min-[900px]:inline-flex">
        <IconButton
          label={isCollapsed ? "Show sidebar" : "Hide sidebar"}
          keys={["Mod+B"]}
          icon={<PanelLeft size={17} aria-hidden="true" />}
          onPress={ui.toggleSidebar}
          aria-expanded={!isCollapsed}
        />
      </span>
      <WorkspaceSwitcher place={place} />
      <div className="flex min-w-0 flex-1 justify-end sm:justify-center">
        <Button
          onPress={ui.openPalette}
          aria-keyshortcuts="Control+K Meta+K"
          className="flex h-8 min-w-8 items-center gap-2 rounded-md border border-line bg-surface px-2 text-fg-3 text-sm shadow-1 hover:border-line-strong hover:text-fg-2 sm:w-[min(26rem,100%)] pointer-coarse:h-10"
        >
          <Search size={15} aria-hidden="true" className="shrink-0" />
          <span className="sr-only flex-1 truncate text-left sm:not-sr-only">
            Search or run a command…
          </span>
          <span className="hidden sm:inline-flex">
            <Kbd keys={["Mod+K"]} />
          </span>
        </Button>
      </div>
      <ConnectionBadge />
      {place.workspace && <InboxBell slug={place.workspace.slug} />}
      <MenuTrigger
        placement="bottom end"
        trigger={<IconButton label="Help" icon={<CircleHelp size={17} aria-hidden="true" />} />}
      >
        <Menu
          aria-label="Help"
          onAction={() => setTimeout(ui.openSheet, 60)}
          disabledKeys={["version"]}
        >
          <MenuItem id="shortcuts" keys={["Mod+/"]}>
            Keyboard shortcuts
          </MenuItem>
          <MenuItem id="version" description="Sends nothing to anyone.">
            {`Treasury Plane ${version ?? ""}`.trim()}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      <AvatarMenu />
    </header>
  );
}
