import type { Ref } from "react";
import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from "react-aria-components";
import { cx } from "./cx";
import { FieldLabel, FieldNotes, type FieldProps, fieldClass, inputClass } from "./Field";

export interface TextAreaProps
  extends Omit<AriaTextFieldProps, "className" | "children" | "style">,
    FieldProps {
  placeholder?: string;
  rows?: number;
  className?: string;
  inputRef?: Ref<HTMLTextAreaElement>;
}

/** Several lines of plain text; grows with its content where the browser can. */
export function TextArea({
  label,
  isLabelHidden,
  description,
  error,
  placeholder,
  rows = 3,
  className,
  inputRef,
  ...props
}: TextAreaProps) {
  return (
    <AriaTextField
      validationBehavior="aria"
      {...props}
      isInvalid={error !== undefined}
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isHidden={isLabelHidden} isRequired={props.isRequired} />
      <AriaTextArea
        ref={inputRef}
        rows={rows}
        {...(placeholder === undefined ? {} : { placeholder })}
        className={cx(inputClass, "field-sizing-content max-h-96 min-h-16 resize-y py-1.5")}
      />
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  );
}
