import type { ReactNode } from "react";
import { RadioGroup as AriaRadioGroup, Radio } from "react-aria-components";
import { cx } from "./cx";
import { FieldLabel, FieldNotes, type FieldProps, fieldClass } from "./Field";

export interface RadioOption<V extends string> {
  id: V;
  label: ReactNode;
  description?: ReactNode;
}

interface RadioGroupProps<V extends string> extends FieldProps {
  options: readonly RadioOption<V>[];
  value: V;
  onChange: (value: V) => void;
  orientation?: "horizontal" | "vertical";
  isDisabled?: boolean;
  className?: string;
}

/** One of a few choices that are all visible. */
export function RadioGroup<V extends string>({
  label,
  isLabelHidden,
  description,
  error,
  options,
  value,
  onChange,
  orientation = "vertical",
  className,
  ...props
}: RadioGroupProps<V>) {
  return (
    <AriaRadioGroup
      {...props}
      orientation={orientation}
      value={value}
      onChange={(next) => onChange(next as V)}
      isInvalid={error !== undefined}
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isHidden={isLabelHidden} />
      <div
        className={cx(
          "flex gap-x-5 gap-y-1.5",
          orientation === "vertical" ? "flex-col" : "flex-wrap",
        )}
      >
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className="group flex min-h-6 items-start gap-2">
            <span className="mt-[3px] flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface group-data-[selected]:border-accent group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-focus group-data-[focus-visible]:outline-offset-2">
              <span className="hidden size-2 rounded-full bg-accent group-data-[selected]:block forced-colors:bg-[Highlight]" />
            </span>
            <span>
              <span className="block text-base">{option.label}</span>
              {option.description && (
                <span className="block text-fg-3 text-xs">{option.description}</span>
              )}
            </span>
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} error={error} />
    </AriaRadioGroup>
  );
}
