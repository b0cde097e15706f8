import type { State } from "@treasury-plane/api/types";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { ColorDot } from "@treasury-plane/ui/LabelChip";
import { ArrowDown, ArrowUp, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import type { NamedColor } from "./StateForm";
import { StateForm } from "./StateForm";

interface StateRowProps {
  readonly state: State;
  readonly isAdmin: boolean;
  readonly onUp: (() => void) | undefined;
  readonly onDown: (() => void) | undefined;
  readonly onSave: (values: NamedColor) => Promise<unknown>;
  readonly onMakeDefault: () => void;
  readonly onDelete: () => Promise<unknown>;
}

export function StateRow(props: StateRowProps) {
  const { state, isAdmin, onUp, onDown, onSave, onMakeDefault, onDelete } = props;
  const [isEditing, setEditing] = useState(false);
  const [isDeleting, setDeleting] = useState(false);

  if (isEditing) {
    return (
      <li className="border-line border-b p-3 last:border-b-0">
        <StateForm
          initial={state}
          submitLabel="Save"
          onCancel={() => setEditing(false)}
          onSubmit={async (values) => {
            await onSave(values);
            setEditing(false);
          }}
        />
      </li>
    );
  }
  return (
    <li className="flex min-h-12 items-center gap-2.5 border-line border-b px-3 last:border-b-0">
      <ColorDot color={state.color} size={12} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium text-sm">{state.name}</span>
          {state.default && <Badge tone="accent">Default</Badge>}
        </span>
        {state.description && (
          <span className="block truncate text-fg-3 text-xs">{state.description}</span>
        )}
      </span>
      {isAdmin && (
        <span className="flex items-center">
          {!state.default && (
            <span className="hidden sm:inline-flex">
              <Button size="sm" variant="ghost" onPress={onMakeDefault}>
                Make default
                <span className="sr-only">: {state.name}</span>
              </Button>
            </span>
          )}
          <IconButton
            size="sm"
            label={`Move ${state.name} up`}
            icon={<ArrowUp size={14} />}
            isDisabled={!onUp}
            onPress={() => onUp?.()}
          />
          <IconButton
            size="sm"
            label={`Move ${state.name} down`}
            icon={<ArrowDown size={14} />}
            isDisabled={!onDown}
            onPress={() => onDown?.()}
          />
          <IconButton
            size="sm"
            label={`Edit ${state.name}`}
            icon={<Pencil size={14} />}
            onPress={() => setEditing(true)}
          />
          <IconButton
            size="sm"
            label={state.default ? "The default state cannot be deleted" : `Delete ${state.name}`}
            icon={<Trash2 size={14} />}
            isDisabled={state.default}
            onPress={() => setDeleting(true)}
          />
        </span>
      )}
      <ConfirmDialog
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        title={`Delete ${state.name}?`}
        confirmLabel="Delete"
        onConfirm={onDelete}
      >
        A state that work items are in cannot be deleted; move them first.
      </ConfirmDialog>
    </li>
  );
}
