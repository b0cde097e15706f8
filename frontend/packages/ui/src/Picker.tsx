import type { ReactNode, RefObject } from "react";
import { PickerList, type PickerListProps } from "./PickerList";
import { Popover } from "./Popover";

interface PickerProps extends Omit<PickerListProps, "onClose"> {
  /** A React Aria button that opens the list; or use `triggerRef` with `isOpen`. */
  trigger?: ReactNode;
  triggerRef?: RefObject<Element | null>;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** A `PickerList` in a popover. */
export function Picker({ trigger, triggerRef, isOpen, onOpenChange, ...list }: PickerProps) {
  return (
    <Popover
      label={list.label}
      {...(trigger === undefined ? {} : { trigger })}
      {...(triggerRef === undefined ? {} : { triggerRef })}
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {(close) => <PickerList {...list} onClose={close} />}
    </Popover>
  );
}
