import { type ReactNode, type Ref, useEffect } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { cx } from "./cx";
import { announce } from "./LiveAnnouncer";
import { Spinner } from "./Spinner";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "children" | "style"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Decorative; the text is the name. */
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    "bg-accent text-on-accent border-transparent not-data-[disabled]:hover:bg-accent-hover data-[pressed]:bg-accent-hover",
  secondary: "bg-raised text-fg border-line hover:bg-hover data-[pressed]:bg-pressed shadow-1",
  ghost: "bg-transparent text-fg-2 border-transparent hover:bg-hover hover:text-fg",
  danger:
    "bg-danger text-on-danger border-transparent not-data-[disabled]:hover:bg-danger-hover data-[pressed]:bg-danger-hover",
};

const SIZES: Record<ButtonSize, string> = {
  sm: "h-7 px-2 gap-1.5 text-sm rounded-md",
  md: "h-8 px-3 gap-1.5 text-sm rounded-md",
  lg: "h-10 px-4 gap-2 text-base rounded-lg",
};

/** The look of a button, for links that act as one. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md"): string {
  return cx(
    "relative inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap border font-medium transition-colors",
    variant === "ghost"
      ? "data-[disabled]:opacity-50"
      : "data-[disabled]:border-line data-[disabled]:bg-sunken data-[disabled]:text-fg-3 data-[disabled]:shadow-none",
    "data-[disabled]:cursor-not-allowed",
    VARIANTS[variant],
    SIZES[size],
  );
}

/** A push button; `isPending` keeps it focusable, shows a spinner and tells screen readers. */
export function Button({
  variant,
  size,
  icon,
  children,
  className,
  isPending = false,
  type,
  onPress,
  ...props
}: ButtonProps) {
  useEffect(() => {
    if (isPending) announce("In progress");
  }, [isPending]);

  return (
    <AriaButton
      {...props}
      // While it works it neither submits nor fires again, but keeps focus.
      type={isPending ? "button" : (type ?? "button")}
      {...(isPending ? { "aria-disabled": true } : { onPress })}
      className={cx(buttonClass(variant, size), className)}
    >
      {isPending && (
        <span aria-hidden="true" className="absolute inset-0 flex items-center justify-center">
          <Spinner />
        </span>
      )}
      <span className={cx("inline-flex items-center gap-[inherit]", isPending && "opacity-0")}>
        {icon}
        {children}
      </span>
    </AriaButton>
  );
}
