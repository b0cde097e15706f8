import type { Me } from "@treasury-plane/api/types";
import { LastSignIn } from "@treasury-plane/kit/session/LastSignIn";
import { ThemeMenu } from "@treasury-plane/kit/shell/ThemeMenu";
import { useUpdatePreferences } from "@treasury-plane/kit/shell/use-preferences";
import { Drawer } from "@treasury-plane/ui/Drawer";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { Logo } from "@treasury-plane/ui/Logo";
import { SkipLinks } from "@treasury-plane/ui/SkipLinks";
import { Menu as MenuIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { Outlet, useLocation } from "react-router";
import { Sidebar } from "./Sidebar";
import { UserMenu } from "./UserMenu";

interface AdminShellProps {
  me: Me;
  instanceName: string;
}

/** The frame of every page: navigation at the side, or behind a button on small screens. */
export function AdminShell({ me, instanceName }: AdminShellProps) {
  const [isNavOpen, setNavOpen] = useState(false);
  const { pathname } = useLocation();
  const updatePreferences = useUpdatePreferences();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place closes the drawer.
  useEffect(() => setNavOpen(false), [pathname]);

  return (
    <div className="flex min-h-dvh">
      <SkipLinks />
      <div className="sticky top-0 hidden h-dvh w-60 shrink-0 border-line border-r bg-surface lg:block">
        <Sidebar id="navigation" instanceName={instanceName} />
      </div>
      <Drawer
        isOpen={isNavOpen}
        onClose={() => setNavOpen(false)}
        label="Navigation"
        side="left"
        width="sm"
      >
        <Sidebar instanceName={instanceName} onChoose={() => setNavOpen(false)} />
      </Drawer>
      <div className="flex min-w-0 flex-1 flex-col">
        <LastSignIn me={me} securityHref="/settings/security" />
        <header className="sticky top-0 z-10 flex h-12 items-center gap-1 border-line border-b bg-surface px-3 lg:px-6">
          <div className="flex min-w-0 items-center gap-2 lg:hidden">
            <IconButton
              label="Open navigation"
              icon={<MenuIcon size={18} aria-hidden="true" />}
              onPress={() => setNavOpen(true)}
            />
            <Logo size={22} />
            <span className="truncate font-semibold">Administration</span>
          </div>
          <span className="flex-1" />
          <ThemeMenu
            theme={me.preferences.theme}
            onChange={(theme) => updatePreferences({ theme })}
          />
          <UserMenu me={me} />
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-5xl flex-1 px-4 py-6 sm:px-6 lg:py-8"
        >
          <Outlet />
        </main>
      </div>
    </div>
  );
}
