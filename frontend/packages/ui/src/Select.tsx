import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import {
  Select as AriaSelect,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from "react-aria-components";
import { cx } from "./cx";
import { FieldLabel, FieldNotes, type FieldProps, fieldClass, inputClass } from "./Field";
import { listClass, optionClass, popoverClass } from "./listStyles";

export interface SelectOption<V extends string = string> {
  id: V;
  label: string;
  icon?: ReactNode;
  description?: string;
}

interface SelectProps<V extends string> extends FieldProps {
  options: readonly SelectOption<V>[];
  value: V | null;
  onChange: (value: V) => void;
  placeholder?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
  name?: string;
  className?: string;
}

/** One of a short, fixed list. For long lists use `ComboBox` or `PickerList`. */
export function Select<V extends string>({
  label,
  isLabelHidden,
  description,
  error,
  options,
  value,
  onChange,
  placeholder = "Choose…",
  className,
  ...props
}: SelectProps<V>) {
  return (
    <AriaSelect
      validationBehavior="aria"
      {...props}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen) onChange(chosen.id);
      }}
      placeholder={placeholder}
      isInvalid={error !== undefined}
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isHidden={isLabelHidden} isRequired={props.isRequired} />
      <Button
        className={cx(inputClass, "flex h-8 items-center gap-2 text-left pointer-coarse:h-10")}
      >
        <SelectValue className="flex min-w-0 flex-1 items-center gap-2 truncate data-[placeholder]:text-fg-3 [&_[slot=description]]:hidden" />
        <ChevronDown size={15} aria-hidden="true" className="shrink-0 text-fg-3" />
      </Button>
      <FieldNotes description={description} error={error} />
      <Popover offset={4} className={cx(popoverClass, "w-(--trigger-width)")}>
        <ListBox items={options} className={listClass}>
          {(option: SelectOption<V>) => (
            <ListBoxItem id={option.id} textValue={option.label} className={optionClass}>
              {({ isSelected }) => (
                <>
                  {option.icon}
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{option.label}</span>
                    {option.description && (
                      <span slot="description" className="block text-fg-3 text-xs">
                        {option.description}
                      </span>
                    )}
                  </span>
                  {isSelected && <Check size={15} aria-hidden="true" className="text-accent-fg" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
