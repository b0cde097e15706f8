import type { Theme } from "@treasury-plane/api/types";
import { useUpdatePreferences } from "@treasury-plane/kit/shell/use-preferences";
import { THEME_NAMES } from "@treasury-plane/kit/theme/theme";
import { Avatar } from "@treasury-plane/ui/Avatar";
import { popoverClass } from "@treasury-plane/ui/listStyles";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "@treasury-plane/ui/Menu";
import { KeyRound, LogOut, Settings, ShieldCheck, SunMoon } from "lucide-react";
import { Button, Popover, SubmenuTrigger } from "react-aria-components";
import { useNavigate } from "react-router";
import { ownAddress } from "../app/own-address";
import { paths } from "../paths";
import { useMe } from "./use-me";
import { useSignOut } from "./use-sign-out";

const THEMES = Object.keys(THEME_NAMES) as Theme[];

/** Everything about the signed-in person. */
export function AvatarMenu() {
  const me = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const updatePreferences = useUpdatePreferences();
  const { theme } = me.preferences;
  const run = (key: string) => {
    if (key === "settings") void navigate(paths.profile());
    else if (key === "tokens") void navigate(paths.apiTokens());
    else if (key === "console") window.location.assign(paths.instanceConsole());
    else if (key === "sign-out") void signOut();
  };
  return (
    <MenuTrigger
      placement="bottom end"
      trigger={
        <Button
          aria-label={`Account: ${me.display_name}`}
          className="inline-flex size-8 items-center justify-center rounded-full pointer-coarse:size-10"
        >
          <Avatar person={me} size={24} />
        </Button>
      }
    >
      <Menu aria-label="Account" onAction={(key) => run(String(key))} className="w-64">
        <MenuSection label={ownAddress(me)}>
          <MenuItem id="settings" icon={<Settings size={15} />}>
            Settings
          </MenuItem>
          <MenuItem id="tokens" icon={<KeyRound size={15} />}>
            API tokens
          </MenuItem>
          <SubmenuTrigger>
            <MenuItem id="theme" icon={<SunMoon size={15} />} description={THEME_NAMES[theme]}>
              Theme
            </MenuItem>
            <Popover className={popoverClass}>
              <Menu
                aria-label="Theme"
                selectionMode="single"
                disallowEmptySelection
                selectedKeys={[theme]}
                onSelectionChange={(keys) => {
                  const chosen = THEMES.find((name) => keys !== "all" && keys.has(name));
                  if (chosen) updatePreferences({ theme: chosen });
                }}
              >
                {THEMES.map((name) => (
                  <MenuItem key={name} id={name}>
                    {THEME_NAMES[name]}
                  </MenuItem>
                ))}
              </Menu>
            </Popover>
          </SubmenuTrigger>
        </MenuSection>
        {me.is_instance_admin && (
          <MenuItem id="console" icon={<ShieldCheck size={15} />}>
            Administration
          </MenuItem>
        )}
        <MenuItem id="sign-out" icon={<LogOut size={15} />}>
          Sign out
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
