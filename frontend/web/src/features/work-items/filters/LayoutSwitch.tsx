import { cx } from "@treasury-plane/ui/cx";
import { Kanban, List } from "lucide-react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import type { Layout } from "../view-config";

const LOOKS = [
  { id: "list", name: "List", icon: List },
  { id: "board", name: "Board", icon: Kanban },
] as const;

export function LayoutSwitch({
  layout,
  onChange,
}: {
  layout: Layout;
  onChange: (layout: Layout) => void;
}) {
  return (
    <ToggleButtonGroup
      aria-label="Layout"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[layout]}
      onSelectionChange={(keys) => {
        const chosen = LOOKS.find((look) => keys.has(look.id));
        if (chosen) onChange(chosen.id);
      }}
      className="inline-flex rounded-md border border-line bg-sunken p-0.5"
    >
      {LOOKS.map(({ id, name, icon: Icon }) => (
        <ToggleButton
          key={id}
          id={id}
          aria-label={`${name} layout`}
          className={({ isSelected }) =>
            cx(
              "inline-flex h-6.5 items-center gap-1.5 rounded-sm px-2 text-xs pointer-coarse:h-9",
              isSelected
                ? "bg-raised font-medium text-fg shadow-1 ring-1 ring-line"
                : "text-fg-2 hover:text-fg",
            )
          }
        >
          <Icon size={14} aria-hidden="true" />
          <span className="hidden sm:inline">{name}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
