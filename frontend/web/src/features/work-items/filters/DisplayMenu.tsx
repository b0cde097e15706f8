import { Button } from "@treasury-plane/ui/Button";
import { cx } from "@treasury-plane/ui/cx";
import { Popover } from "@treasury-plane/ui/Popover";
import { Select } from "@treasury-plane/ui/Select";
import { Switch } from "@treasury-plane/ui/Switch";
import { SlidersHorizontal } from "lucide-react";
import { ToggleButton } from "react-aria-components";
import type { ChangeView } from "../use-view-config";
import type { Property, ViewConfig } from "../view-config";
import {
  GROUPING_NAMES,
  GROUPINGS,
  ORDER_NAMES,
  ORDERS,
  PROPERTIES,
  PROPERTY_NAMES,
  showsEmptyGroups,
} from "../view-config";

interface DisplayMenuProps {
  readonly config: ViewConfig;
  readonly onChange: ChangeView;
}

/** Grouping, order, and which properties rows and cards show. */
export function DisplayMenu({ config, onChange }: DisplayMenuProps) {
  const toggle = (property: Property, isOn: boolean) =>
    onChange((current) => ({
      properties: PROPERTIES.filter((other) =>
        other === property ? isOn : current.properties.includes(other),
      ),
    }));
  return (
    <Popover
      label="Display"
      placement="bottom end"
      trigger={
        <Button variant="ghost" icon={<SlidersHorizontal size={15} aria-hidden="true" />}>
          <span className="sr-only sm:not-sr-only">Display</span>
        </Button>
      }
    >
      <div className="flex w-72 flex-col gap-3 p-3">
        <Select
          label="Group by"
          value={config.groupBy}
          onChange={(groupBy) => onChange({ groupBy, showEmpty: null })}
          options={GROUPINGS.map((id) => ({ id, label: GROUPING_NAMES[id] }))}
        />
        <Select
          label="Order by"
          value={config.orderBy}
          onChange={(orderBy) => onChange({ orderBy })}
          options={ORDERS.map((id) => ({ id, label: ORDER_NAMES[id] }))}
        />
        {config.groupBy !== "none" && (
          <Switch
            isSelected={showsEmptyGroups(config)}
            onChange={(showEmpty) => onChange({ showEmpty })}
          >
            Show empty groups
          </Switch>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings its own border and layout. */}
        <div role="group" aria-label="Properties">
          <p aria-hidden="true" className="mb-1.5 font-medium text-fg-2 text-sm">
            Properties
          </p>
          <div className="flex flex-wrap gap-1.5">
            {PROPERTIES.map((property) => (
              <ToggleButton
                key={property}
                isSelected={config.properties.includes(property)}
                onChange={(isOn) => toggle(property, isOn)}
                className={({ isSelected }) =>
                  cx(
                    "h-7 rounded-md border px-2 text-xs",
                    isSelected
                      ? "border-accent bg-accent-soft text-accent-fg forced-colors:forced-color-adjust-none forced-colors:bg-[Highlight] forced-colors:text-[HighlightText]"
                      : "border-line text-fg-2 hover:bg-hover",
                  )
                }
              >
                {PROPERTY_NAMES[property]}
              </ToggleButton>
            ))}
          </div>
        </div>
      </div>
    </Popover>
  );
}
