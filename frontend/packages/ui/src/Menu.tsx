import { Check } from "lucide-react";
import type { ReactNode } from "react";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
  MenuSection as AriaMenuSection,
  MenuTrigger as AriaMenuTrigger,
  Header,
  Popover,
  type PopoverProps,
  Separator,
} from "react-aria-components";
import { cx } from "./cx";
import { Kbd } from "./Kbd";
import { listClass, optionClass, popoverClass, sectionHeaderClass } from "./listStyles";

interface MenuTriggerProps {
  /** A React Aria button, then the `Menu`. */
  trigger: ReactNode;
  children: ReactNode;
  placement?: PopoverProps["placement"];
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** A button and the menu it opens. */
export function MenuTrigger({ trigger, children, placement, ...props }: MenuTriggerProps) {
  return (
    <AriaMenuTrigger {...props}>
      {trigger}
      <Popover placement={placement ?? "bottom start"} offset={4} className={popoverClass}>
        {children}
      </Popover>
    </AriaMenuTrigger>
  );
}

export function Menu<T extends object>({
  className,
  ...props
}: Omit<AriaMenuProps<T>, "className"> & { className?: string }) {
  return <AriaMenu {...props} className={cx(listClass, className)} />;
}

interface MenuItemProps extends Omit<AriaMenuItemProps, "className" | "children" | "style"> {
  children: string;
  icon?: ReactNode;
  keys?: string[] | undefined;
  description?: string | undefined;
  tone?: "default" | "danger";
}

export function MenuItem({ children, icon, keys, description, tone, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem
      {...props}
      textValue={children}
      className={cx(optionClass, "data-[open]:bg-hover", tone === "danger" && "text-danger-fg")}
    >
      {({ isSelected, selectionMode }) => (
        <>
          {icon && <span className="flex w-4 shrink-0 justify-center text-fg-3">{icon}</span>}
          <span className="min-w-0 flex-1">
            <span className="block truncate">{children}</span>
            {description && <span className="block text-fg-3 text-xs">{description}</span>}
          </span>
          {keys && <Kbd keys={keys} />}
          {selectionMode !== "none" && (
            <span className="flex w-4 justify-center text-accent-fg">
              {isSelected && <Check size={15} aria-hidden="true" />}
            </span>
          )}
        </>
      )}
    </AriaMenuItem>
  );
}

export function MenuSection({ label, children }: { label: string; children: ReactNode }) {
  return (
    <AriaMenuSection>
      <Header className={sectionHeaderClass}>{label}</Header>
      {children}
    </AriaMenuSection>
  );
}

export function MenuSeparator() {
  return <Separator className="-mx-1 my-1 h-px bg-line" />;
}
