import type { Theme } from "@treasury-plane/api/types";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { Menu, MenuItem, MenuTrigger } from "@treasury-plane/ui/Menu";
import { Monitor, Moon, Sun } from "lucide-react";
import { isDark, THEME_NAMES } from "../theme/theme";

const THEMES = Object.keys(THEME_NAMES) as Theme[];

interface ThemeMenuProps {
  theme: Theme;
  onChange: (theme: Theme) => void;
}

/** The choice of theme behind one icon. */
export function ThemeMenu({ theme, onChange }: ThemeMenuProps) {
  const Icon = theme === "system" ? Monitor : isDark(theme) ? Moon : Sun;
  return (
    <MenuTrigger
      placement="bottom end"
      trigger={
        <IconButton
          label={`Theme: ${THEME_NAMES[theme]}`}
          icon={<Icon size={16} aria-hidden="true" />}
        />
      }
    >
      <Menu
        aria-label="Theme"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[theme]}
        onSelectionChange={(keys) => {
          const chosen = THEMES.find((name) => keys !== "all" && keys.has(name));
          if (chosen) onChange(chosen);
        }}
      >
        {THEMES.map((name) => (
          <MenuItem key={name} id={name}>
            {THEME_NAMES[name]}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
