import type { ReactNode, RefObject } from "react";
import {
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
  Dialog,
  DialogTrigger,
} from "react-aria-components";
import { cx } from "./cx";
import { popoverClass } from "./listStyles";

interface PopoverProps {
  /** The name of the dialog inside. */
  label: string;
  /** A React Aria button; or use `triggerRef` with `isOpen`. */
  trigger?: ReactNode;
  triggerRef?: RefObject<Element | null>;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  placement?: AriaPopoverProps["placement"];
  className?: string;
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** A small panel beside what opened it. */
export function Popover({
  label,
  trigger,
  triggerRef,
  placement = "bottom start",
  className,
  children,
  isOpen,
  onOpenChange,
}: PopoverProps) {
  const state = {
    ...(isOpen === undefined ? {} : { isOpen }),
    ...(onOpenChange === undefined ? {} : { onOpenChange }),
  };
  const popover = (
    <AriaPopover
      placement={placement}
      offset={4}
      {...(triggerRef ? { triggerRef, ...state } : {})}
      className={cx(popoverClass, className)}
    >
      <Dialog aria-label={label} className="outline-none">
        {({ close }) => <>{typeof children === "function" ? children(close) : children}</>}
      </Dialog>
    </AriaPopover>
  );
  if (triggerRef) return popover;
  return (
    <DialogTrigger {...state}>
      {trigger}
      {popover}
    </DialogTrigger>
  );
}
