import type { ReactNode } from "react";
import {
  Tooltip as AriaTooltip,
  type TooltipProps as AriaTooltipProps,
  TooltipTrigger,
} from "react-aria-components";
import { Kbd } from "./Kbd";

interface TooltipProps {
  content: ReactNode;
  /** Keys of the same command, shown after the text. */
  keys?: string[] | undefined;
  placement?: AriaTooltipProps["placement"];
  delay?: number;
  isDisabled?: boolean;
  /** One focusable React Aria element, such as a `Button`. */
  children: ReactNode;
}

/** A short description on hover and on keyboard focus; Escape hides it. */
export function Tooltip({
  content,
  keys,
  placement,
  delay = 500,
  isDisabled,
  children,
}: TooltipProps) {
  return (
    <TooltipTrigger delay={delay} closeDelay={50} isDisabled={isDisabled ?? false}>
      {children}
      <AriaTooltip
        placement={placement ?? "bottom"}
        offset={6}
        className="pop z-50 flex max-w-72 items-center gap-2 rounded-md bg-fg px-2 py-1 text-canvas text-xs shadow-2 forced-colors:border"
      >
        {content}
        {keys && <Kbd keys={keys} tone="inverse" />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
