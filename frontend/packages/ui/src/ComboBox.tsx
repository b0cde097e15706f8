import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import {
  ComboBox as AriaComboBox,
  Button,
  Group,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";
import { cx } from "./cx";
import { FieldLabel, FieldNotes, type FieldProps, fieldClass, inputClass } from "./Field";
import { listClass, optionClass, popoverClass } from "./listStyles";

export interface ComboBoxOption {
  id: string;
  label: string;
  icon?: ReactNode;
  description?: string | undefined;
}

interface ComboBoxProps extends FieldProps {
  options: readonly ComboBoxOption[];
  value: string | null;
  onChange: (value: string | null) => void;
  placeholder?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
  className?: string;
}

/** One of a long list, found by typing. */
export function ComboBox({
  label,
  isLabelHidden,
  description,
  error,
  options,
  value,
  onChange,
  placeholder,
  className,
  ...props
}: ComboBoxProps) {
  return (
    <AriaComboBox
      validationBehavior="aria"
      menuTrigger="focus"
      {...props}
      defaultItems={options}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      isInvalid={error !== undefined}
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isHidden={isLabelHidden} isRequired={props.isRequired} />
      <Group className="relative flex items-center">
        <Input
          {...(placeholder === undefined ? {} : { placeholder })}
          className={cx(inputClass, "h-8 pr-8 pointer-coarse:h-10")}
        />
        <Button className="absolute right-1 inline-flex size-6 items-center justify-center rounded-md text-fg-3 hover:bg-hover">
          <ChevronDown size={15} aria-hidden="true" />
        </Button>
      </Group>
      <FieldNotes description={description} error={error} />
      <Popover offset={4} className={cx(popoverClass, "w-(--trigger-width)")}>
        <ListBox
          className={listClass}
          renderEmptyState={() => <p className="px-2 py-1.5 text-fg-3 text-sm">No match</p>}
        >
          {(option: ComboBoxOption) => (
            <ListBoxItem id={option.id} textValue={option.label} className={optionClass}>
              {({ isSelected }) => (
                <>
                  {option.icon}
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{option.label}</span>
                    {option.description && (
                      <span className="block truncate text-fg-3 text-xs">{option.description}</span>
                    )}
                  </span>
                  {isSelected && <Check size={15} aria-hidden="true" className="text-accent-fg" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
