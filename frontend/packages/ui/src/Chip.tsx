import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { cx } from "./cx";

interface ChipProps {
  children: ReactNode;
  icon?: ReactNode;
  /** Opens the editor of what the chip stands for. */
  onPress?: () => void;
  /** Adds a cross; the label names what it removes. */
  onRemove?: () => void;
  removeLabel?: string;
  className?: string;
}

/** A compact value, such as one filter. */
export function Chip({ children, icon, onPress, onRemove, removeLabel, className }: ChipProps) {
  const content = (
    <>
      {icon}
      <span className="truncate">{children}</span>
    </>
  );
  const body = "inline-flex h-full min-w-0 items-center gap-1.5 px-2 rounded-[inherit]";
  return (
    <span
      className={cx(
        "inline-flex h-7 max-w-full items-center rounded-md border border-line bg-surface text-fg-2 text-xs",
        className,
      )}
    >
      {onPress ? (
        <Button onPress={onPress} className={cx(body, "hover:bg-hover hover:text-fg")}>
          {content}
        </Button>
      ) : (
        <span className={body}>{content}</span>
      )}
      {onRemove && (
        <Button
          onPress={onRemove}
          aria-label={removeLabel ?? "Remove"}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-fg-3 hover:bg-hover hover:text-fg"
        >
          <X size={13} />
        </Button>
      )}
    </span>
  );
}
