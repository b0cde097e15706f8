import type { ReactNode, Ref } from "react";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Group,
  Input,
} from "react-aria-components";
import { cx } from "./cx";
import { FieldLabel, FieldNotes, type FieldProps, fieldClass, inputClass } from "./Field";

export interface TextFieldProps
  extends Omit<AriaTextFieldProps, "className" | "children" | "style">,
    FieldProps {
  placeholder?: string;
  /** Decorative, at the start of the field. */
  icon?: ReactNode;
  /** A control or unit at the end of the field. */
  trailing?: ReactNode;
  className?: string;
  inputClassName?: string;
  inputRef?: Ref<HTMLInputElement>;
}

/** One line of text with a visible label, help and an error tied to it. */
export function TextField({
  label,
  isLabelHidden,
  description,
  error,
  placeholder,
  icon,
  trailing,
  className,
  inputClassName,
  inputRef,
  ...props
}: TextFieldProps) {
  return (
    <AriaTextField
      validationBehavior="aria"
      {...props}
      isInvalid={error !== undefined || props.isInvalid === true}
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isHidden={isLabelHidden} isRequired={props.isRequired} />
      <Group className="relative flex items-center">
        {icon && <span className="pointer-events-none absolute left-2.5 text-fg-3">{icon}</span>}
        <Input
          ref={inputRef}
          {...(placeholder === undefined ? {} : { placeholder })}
          className={cx(
            inputClass,
            "h-8 pointer-coarse:h-10",
            icon !== undefined && "pl-8",
            trailing !== undefined && "pr-9",
            inputClassName,
          )}
        />
        {trailing && <span className="absolute right-1 flex items-center">{trailing}</span>}
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  );
}
