import type { ReactNode } from "react";
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from "react-aria-components";
import { cx } from "./cx";

interface SwitchProps extends Omit<AriaSwitchProps, "className" | "children" | "style"> {
  children: ReactNode;
  description?: ReactNode;
  className?: string;
}

/** On or off, with effect at once. */
export function Switch({ children, description, className, ...props }: SwitchProps) {
  return (
    <AriaSwitch
      {...props}
      className={cx(
        "group flex min-h-6 cursor-pointer items-start justify-between gap-4 text-base data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50 forced-colors:data-[selected]:outline-none",
        className,
      )}
    >
      <span className="min-w-0">
        <span className="block">{children}</span>
        {description && <span className="block text-fg-3 text-xs">{description}</span>}
      </span>
      <span
        className={cx(
          "mt-0.5 flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-sunken p-px transition-colors",
          "group-data-[selected]:border-accent group-data-[selected]:bg-accent forced-colors:group-data-[selected]:bg-[Highlight]",
          "group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-focus group-data-[focus-visible]:outline-offset-2",
        )}
      >
        <span className="size-4 rounded-full bg-line-strong transition-transform group-data-[selected]:translate-x-4 group-data-[selected]:bg-on-accent forced-colors:bg-[ButtonText] forced-colors:group-data-[selected]:bg-[HighlightText]" />
      </span>
    </AriaSwitch>
  );
}
