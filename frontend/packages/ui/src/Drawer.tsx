import type { ReactNode } from "react";
import { Dialog as AriaDialog, Modal, ModalOverlay } from "react-aria-components";
import { cx } from "./cx";

interface DrawerProps {
  isOpen: boolean;
  onClose: () => void;
  label: string;
  side?: "left" | "right";
  width?: "sm" | "md" | "lg";
  className?: string;
  children: ReactNode;
}

const WIDTHS = { sm: "max-w-72", md: "max-w-md", lg: "max-w-2xl" };

/** A modal panel from the edge of the screen: navigation on a phone, a peek on a small screen. */
export function Drawer({
  isOpen,
  onClose,
  label,
  side = "right",
  width = "md",
  className,
  children,
}: DrawerProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable
      className={cx("pop fixed inset-0 z-40 flex bg-overlay", side === "right" && "justify-end")}
    >
      <Modal
        className={cx(
          "flex h-dvh w-full flex-col bg-surface shadow-3",
          WIDTHS[width],
          side === "right" ? "slide-in border-line border-l" : "border-line border-r",
          className,
        )}
      >
        <AriaDialog aria-label={label} className="flex min-h-0 flex-1 flex-col outline-none">
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
