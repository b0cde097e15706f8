import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { cx } from "./cx";
import { IconButton } from "./IconButton";

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** Keeps the title for screen readers only. */
  isTitleHidden?: boolean;
  /** No cross: the buttons inside say what closing means. Escape still closes. */
  isCloseHidden?: boolean;
  /** The sentence that is read with the title when the dialog opens. */
  "aria-describedby"?: string;
  size?: "sm" | "md" | "lg" | "xl";
  /** Click outside closes it; off for forms that would lose input. */
  isDismissable?: boolean;
  role?: "dialog" | "alertdialog";
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
}

const SIZES = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-2xl", xl: "sm:max-w-4xl" };

/** A modal dialog: traps focus, returns it, closes on Escape; full screen on a phone. */
export function Dialog({
  isOpen,
  onClose,
  title,
  isTitleHidden,
  isCloseHidden,
  "aria-describedby": describedBy,
  size = "md",
  isDismissable = true,
  role,
  footer,
  className,
  children,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={isDismissable}
      className="pop fixed inset-0 z-40 flex items-end justify-center bg-overlay sm:items-start sm:p-4 sm:pt-[10vh]"
    >
      <Modal
        className={cx(
          "flex max-h-[92dvh] w-full flex-col overflow-hidden rounded-t-xl border border-line bg-raised shadow-3 sm:max-h-[80vh] sm:rounded-xl",
          SIZES[size],
          className,
        )}
      >
        <AriaDialog
          role={role ?? "dialog"}
          {...(describedBy ? { "aria-describedby": describedBy } : {})}
          className="flex min-h-0 flex-col outline-none"
        >
          {isTitleHidden ? (
            <Heading slot="title" className="sr-only">
              {title}
            </Heading>
          ) : (
            <div className="flex items-start justify-between gap-3 px-5 pt-4 pb-2">
              <Heading slot="title" className="pt-0.5 font-semibold text-lg">
                {title}
              </Heading>
              {!isCloseHidden && (
                <IconButton
                  label="Close"
                  icon={<X size={16} />}
                  onPress={onClose}
                  hasTooltip={false}
                  className="-mr-2"
                />
              )}
            </div>
          )}
          <div className={cx("min-h-0 overflow-y-auto", !isTitleHidden && "px-5 pt-1 pb-5")}>
            {children}
          </div>
          {footer && (
            <div className="flex flex-wrap justify-end gap-2 border-line border-t bg-canvas px-5 py-3">
              {footer}
            </div>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
