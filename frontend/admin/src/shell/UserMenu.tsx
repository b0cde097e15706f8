import type { Me } from "@treasury-plane/api/types";
import { Avatar } from "@treasury-plane/ui/Avatar";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "@treasury-plane/ui/Menu";
import { LogOut } from "lucide-react";
import { useSignOut } from "./use-sign-out";

/** Who is signed in, and the way out. */
export function UserMenu({ me }: { me: Me }) {
  const signOut = useSignOut();
  const address = me.email_is_placeholder ? "No e-mail address" : me.email;
  return (
    <MenuTrigger
      placement="bottom end"
      trigger={
        <IconButton label={`Account: ${me.display_name}`} icon={<Avatar person={me} size={24} />} />
      }
    >
      <Menu aria-label="Account" onAction={() => void signOut()}>
        <MenuSection label={address}>
          <MenuItem id="sign-out" icon={<LogOut size={15} aria-hidden="true" />}>
            Sign out
          </MenuItem>
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
}
