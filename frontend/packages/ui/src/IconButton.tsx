import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { cx } from "./cx";
import { Tooltip } from "./Tooltip";

export interface IconButtonProps
  extends Omit<AriaButtonProps, "className" | "children" | "aria-label" | "style"> {
  /** The name for screen readers, and the tooltip. */
  label: string;
  icon: ReactNode;
  keys?: string[] | undefined;
  size?: "sm" | "md" | "lg";
  variant?: "ghost" | "secondary";
  hasTooltip?: boolean;
  /** For a button that switches something on and off. */
  isActive?: boolean;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}

const SIZES = { sm: "size-6", md: "size-8", lg: "size-10" };

/** A button that shows only an icon; its label is required. */
export function IconButton({
  label,
  icon,
  keys,
  size = "md",
  variant = "ghost",
  hasTooltip = true,
  isActive,
  className,
  ...props
}: IconButtonProps) {
  const button = (
    <AriaButton
      {...props}
      aria-label={label}
      {...(isActive === undefined ? {} : { "aria-pressed": isActive })}
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-md border text-fg-2 transition-colors",
        "hover:bg-hover hover:text-fg data-[pressed]:bg-pressed",
        "data-[disabled]:cursor-not-allowed data-[disabled]:opacity-45 pointer-coarse:min-h-10 pointer-coarse:min-w-10",
        variant === "secondary" ? "border-line bg-raised shadow-1" : "border-transparent",
        isActive && "bg-selected text-accent-fg",
        SIZES[size],
        className,
      )}
    >
      {icon}
    </AriaButton>
  );
  if (!hasTooltip) return button;
  return (
    <Tooltip content={label} keys={keys}>
      {button}
    </Tooltip>
  );
}
