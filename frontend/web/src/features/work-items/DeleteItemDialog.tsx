import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { toast } from "@treasury-plane/ui/Toast";
import { useRef } from "react";
import type { ProjectSession } from "./project-session";

interface DeleteItemDialogProps {
  readonly session: ProjectSession;
  readonly identifier: string;
  readonly itemId: string | null;
  readonly onClose: () => void;
  readonly onDeleted: (id: string) => void;
}

export function DeleteItemDialog(props: DeleteItemDialogProps) {
  const { session, identifier, itemId } = props;
  const item = itemId ? session.store.get(itemId) : undefined;
  // Keeps its words while the dialog fades and the item is already gone.
  const shown = useRef(item);
  if (item) shown.current = item;
  const key = `${identifier}-${shown.current?.sequence_id ?? ""}`;
  return (
    <ConfirmDialog
      isOpen={itemId !== null && item !== undefined}
      onClose={props.onClose}
      title={`Delete ${key}?`}
      confirmLabel="Delete"
      onConfirm={() => {
        if (!itemId) return;
        props.onDeleted(itemId);
        void session.mutations.remove(itemId).then((isDone) => {
          if (isDone) toast.success(`${key} deleted`);
        });
      }}
    >
      “{shown.current?.name}” with its comments and attachments will be removed for everyone.
    </ConfirmDialog>
  );
}
