import { type ReactNode, useState } from "react";
import { Banner } from "./Banner";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { TextField } from "./TextField";

interface ConfirmDialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  confirmLabel: string;
  tone?: "primary" | "danger";
  /** Text the person must type first, such as the name of what is deleted. */
  phrase?: string;
  /** A rejected promise is shown and leaves the dialog open. */
  onConfirm: () => void | Promise<unknown>;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onClose, title } = props;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} size="sm" role="alertdialog">
      <ConfirmBody {...props} />
    </Dialog>
  );
}

// Mounted with the dialog, so that what was typed is gone when it opens again.
function ConfirmBody({
  children,
  confirmLabel,
  tone = "danger",
  phrase,
  onClose,
  onConfirm,
}: ConfirmDialogProps) {
  const [typed, setTyped] = useState("");
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const confirm = async () => {
    setPending(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (caught) {
      setError(caught instanceof Error ? caught.message : "This did not work. Try again.");
    } finally {
      setPending(false);
    }
  };

  return (
    <div className="flex flex-col gap-4">
      <div className="text-base text-fg-2">{children}</div>
      {error && <Banner tone="danger">{error}</Banner>}
      {phrase !== undefined && (
        <TextField
          label={`Type “${phrase}” to confirm`}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
        />
      )}
      <div className="flex justify-end gap-2">
        <Button onPress={onClose} autoFocus>
          Cancel
        </Button>
        <Button
          variant={tone}
          isPending={isPending}
          isDisabled={phrase !== undefined && typed.trim() !== phrase}
          onPress={() => void confirm()}
        >
          {confirmLabel}
        </Button>
      </div>
    </div>
  );
}
