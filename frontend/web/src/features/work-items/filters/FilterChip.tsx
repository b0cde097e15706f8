import { DateField } from "@treasury-plane/ui/DateField";
import { Menu, MenuItem, MenuTrigger } from "@treasury-plane/ui/Menu";
import { PickerList } from "@treasury-plane/ui/PickerList";
import { Popover } from "@treasury-plane/ui/Popover";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { Filter, FilterOp } from "../filters";
import { CHOICE_OPS, DATE_OPS, FIELD_NAMES, isDateField, operatorName } from "../filters";
import type { ProjectMeta } from "../model";
import { filterOptions, valuesText } from "./filter-values";

interface FilterChipProps {
  readonly filter: Filter;
  readonly meta: ProjectMeta;
  /** A chip that was just added opens its values at once. */
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onChange: (filter: Filter) => void;
  readonly onRemove: () => void;
}

const segment =
  "inline-flex h-full items-center whitespace-nowrap px-2 hover:bg-hover focus-visible:-outline-offset-2";

/** `Priority | is any of | High, Urgent | ×`, each part a control of its own. */
export function FilterChip({
  filter,
  meta,
  isOpen,
  onOpenChange,
  onChange,
  onRemove,
}: FilterChipProps) {
  const { field } = filter;
  const name = FIELD_NAMES[field];
  const ops: readonly FilterOp[] = isDateField(field) ? DATE_OPS : CHOICE_OPS;
  const text = valuesText(filter, meta);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be an inline chip.
    <div
      role="group"
      aria-label={`Filter: ${name} ${operatorName(filter)} ${text}`}
      className="inline-flex h-7 max-w-full items-stretch divide-x divide-line overflow-hidden rounded-md border border-line bg-surface text-fg-2 text-xs"
    >
      <span className="inline-flex items-center whitespace-nowrap px-2 font-medium text-fg">
        {name}
      </span>
      <MenuTrigger
        trigger={
          <Button aria-label={`Operator: ${operatorName(filter)}`} className={segment}>
            {operatorName(filter)}
          </Button>
        }
      >
        <Menu
          aria-label="Operator"
          selectionMode="single"
          selectedKeys={[filter.op]}
          onAction={(key) => onChange(withOperator(filter, key as FilterOp))}
        >
          {ops.map((op) => (
            <MenuItem key={op} id={op}>
              {operatorName({ op, values: filter.values })}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {filter.op !== "empty" && (
        <Popover
          label={name}
          isOpen={isOpen}
          onOpenChange={onOpenChange}
          trigger={
            <Button aria-label={`Value: ${text}`} className={`${segment} min-w-0 text-fg`}>
              <span className="max-w-56 truncate">{text}</span>
            </Button>
          }
        >
          {(close): ReactNode =>
            isDateField(field) ? (
              <DateValues filter={filter} onChange={onChange} />
            ) : (
              <PickerList
                label={name}
                selectionMode="multiple"
                items={filterOptions(field, meta, filter.values)}
                selected={filter.values}
                onChange={(values) => onChange({ ...filter, values })}
                onClose={close}
              />
            )
          }
        </Popover>
      )}
      <Button
        onPress={onRemove}
        aria-label={`Remove filter ${name}`}
        className="inline-flex w-7 items-center justify-center text-fg-3 hover:bg-hover hover:text-fg focus-visible:-outline-offset-2"
      >
        <X size={13} aria-hidden="true" />
      </Button>
    </div>
  );
}

function withOperator(filter: Filter, op: FilterOp): Filter {
  if (op === "empty") return { ...filter, op, values: [] };
  const isOneDay = op === "before" || op === "after";
  return { ...filter, op, values: isOneDay ? filter.values.slice(0, 1) : filter.values };
}

function DateValues({ filter, onChange }: Pick<FilterChipProps, "filter" | "onChange">) {
  const [first = null, second = null] = filter.values;
  const set = (days: readonly (string | null)[]) =>
    onChange({ ...filter, values: days.flatMap((day) => day ?? []) });
  if (filter.op !== "between") {
    return (
      <div className="w-56 p-3">
        <DateField label="Date" value={first} onChange={(day) => set([day])} autoFocus />
      </div>
    );
  }
  return (
    <div className="flex w-56 flex-col gap-2 p-3">
      <DateField label="From" value={first} onChange={(day) => set([day, second])} autoFocus />
      <DateField label="To" value={second} onChange={(day) => set([first, day])} />
    </div>
  );
}
