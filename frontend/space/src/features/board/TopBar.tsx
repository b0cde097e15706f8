import type { Theme } from "@treasury-plane/api/types";
import { isDark } from "@treasury-plane/kit/theme/theme";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { SegmentedControl } from "@treasury-plane/ui/SegmentedControl";
import { Columns3, Moon, Rows3, Sun } from "lucide-react";
import type { RefObject } from "react";
import type { Layout } from "./filters";
import type { BoardInfo } from "./queries";
import type { Board } from "./use-board";

const LAYOUTS: Record<Layout, { label: string; icon: typeof Rows3 }> = {
  list: { label: "List", icon: Rows3 },
  kanban: { label: "Board", icon: Columns3 },
};

interface TopBarProps {
  headingRef: RefObject<HTMLHeadingElement | null>;
  info: BoardInfo;
  board: Board;
  theme: Theme;
  onThemeChange: (theme: Theme) => void;
}

export function TopBar({ headingRef, info, board, theme, onThemeChange }: TopBarProps) {
  return (
    <header className="flex min-h-14 items-center gap-3 border-line border-b bg-surface px-3 py-2 sm:px-5">
      <span
        aria-hidden="true"
        className="flex h-8 min-w-8 shrink-0 items-center justify-center rounded-md bg-accent px-1.5 font-semibold text-2xs text-on-accent tracking-wide"
      >
        {info.meta.identifier.slice(0, 5)}
      </span>
      <div className="min-w-0 flex-1">
        <h1 ref={headingRef} tabIndex={-1} className="truncate font-semibold text-lg leading-tight">
          {info.meta.name}
        </h1>
        <p className="truncate text-fg-3 text-xs">{info.settings.workspace_detail.name}</p>
      </div>
      {board.layouts.length > 1 && (
        <SegmentedControl
          label="Layout"
          value={board.layout}
          onChange={(layout) => board.change({ board: layout })}
          segments={board.layouts.map((id) => {
            const { label, icon: Icon } = LAYOUTS[id];
            return { id, label, isLabelHidden: true, icon: <Icon size={15} aria-hidden="true" /> };
          })}
        />
      )}
      <ThemeToggle theme={theme} onChange={onThemeChange} />
    </header>
  );
}

/** Light or dark for this visit; at first the system decides. */
function ThemeToggle({ theme, onChange }: { theme: Theme; onChange: (theme: Theme) => void }) {
  const dark = isDark(theme);
  const Icon = dark ? Sun : Moon;
  return (
    <IconButton
      label={dark ? "Use light theme" : "Use dark theme"}
      icon={<Icon size={16} aria-hidden="true" />}
      onPress={() => onChange(dark ? "light" : "dark")}
    />
  );
}
