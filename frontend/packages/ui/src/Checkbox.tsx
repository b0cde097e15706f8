import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaCheckboxProps,
} from "react-aria-components";
import { cx } from "./cx";

interface CheckboxProps extends Omit<AriaCheckboxProps, "className" | "children" | "style"> {
  children?: ReactNode;
  className?: string;
}

/** A tick box; without text give it an `aria-label`. */
export function Checkbox({ children, className, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...props}
      className={cx(
        "group inline-flex min-h-6 items-center gap-2 text-base text-fg data-[disabled]:opacity-50",
        className,
      )}
    >
      {({ isSelected, isIndeterminate }) => (
        <>
          <span
            className={cx(
              "flex size-4 shrink-0 items-center justify-center rounded-sm border transition-colors",
              "group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-focus group-data-[focus-visible]:outline-offset-2",
              isSelected || isIndeterminate
                ? "border-accent bg-accent text-on-accent"
                : "border-line-strong bg-surface",
            )}
          >
            {isIndeterminate ? (
              <Minus size={12} strokeWidth={3} aria-hidden="true" />
            ) : (
              isSelected && <Check size={12} strokeWidth={3} aria-hidden="true" />
            )}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  );
}
