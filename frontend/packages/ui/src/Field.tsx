import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { FieldError, Label, Text } from "react-aria-components";
import { cx } from "./cx";

/** What every labelled field takes. */
export interface FieldProps {
  label: string;
  /** Keeps the label for screen readers only; use where the context names the field. */
  isLabelHidden?: boolean;
  description?: ReactNode;
  /** What is wrong; marks the field invalid. */
  error?: string | undefined;
}

export const inputClass = cx(
  "w-full min-w-0 rounded-md border border-line-strong/60 bg-surface px-2.5 text-base text-fg outline-none transition-colors",
  "hover:border-line-strong data-[focused]:border-focus data-[focused]:outline-2 data-[focused]:outline-focus data-[focused]:-outline-offset-1",
  "focus-visible:border-focus focus-visible:outline-2 focus-visible:outline-focus focus-visible:-outline-offset-1",
  "data-[invalid]:border-danger disabled:cursor-not-allowed disabled:opacity-60",
);

export const fieldClass = "flex min-w-0 flex-col gap-1";

export function FieldLabel({
  label,
  isHidden,
  isRequired,
}: {
  label: string;
  isHidden?: boolean | undefined;
  isRequired?: boolean | undefined;
}) {
  return (
    <Label className={isHidden ? "sr-only" : "font-medium text-fg-2 text-sm"}>
      {label}
      {isRequired && (
        <span aria-hidden="true" className="text-danger-fg">
          {" *"}
        </span>
      )}
    </Label>
  );
}

export function FieldNotes({ description, error }: Pick<FieldProps, "description" | "error">) {
  return (
    <>
      {description && (
        <Text slot="description" className="text-fg-3 text-xs">
          {description}
        </Text>
      )}
      <FieldError className="flex items-start gap-1 text-danger-fg text-xs">
        {({ validationErrors }) => (
          <>
            <TriangleAlert size={13} aria-hidden="true" className="mt-0.5 shrink-0" />
            <span>{error ?? validationErrors.join(" ")}</span>
          </>
        )}
      </FieldError>
    </>
  );
}
