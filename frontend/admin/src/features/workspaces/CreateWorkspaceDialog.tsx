import { useMutation, useQueryClient } from "@tanstack/react-query";
import { instanceQuery } from "@treasury-plane/api/queries";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { slugFrom } from "@treasury-plane/kit/forms/slug";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { TextField } from "@treasury-plane/ui/TextField";
import { toast } from "@treasury-plane/ui/Toast";
import { type FormEvent, useState } from "react";
import { createWorkspace, WORKSPACES_KEY } from "./queries";

const FIELDS = ["name", "slug"] as const;

interface CreateWorkspaceDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

export function CreateWorkspaceDialog({ isOpen, onClose }: CreateWorkspaceDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Create workspace" isDismissable={false}>
      <CreateWorkspaceForm onClose={onClose} />
    </Dialog>
  );
}

function CreateWorkspaceForm({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState("");
  // Null while the address follows the name.
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  const slug = ownSlug ?? slugFrom(name);
  const create = useMutation({
    mutationFn: () => createWorkspace({ name: name.trim(), slug }),
    onSuccess: (workspace) => {
      void client.invalidateQueries({ queryKey: WORKSPACES_KEY });
      void client.invalidateQueries({ queryKey: instanceQuery.queryKey });
      toast.success(`Workspace ${workspace.name} created`, {
        label: "Open",
        run: () => window.location.assign(`/${workspace.slug}`),
      });
      onClose();
    },
  });
  const errors = formErrors(create.error, FIELDS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!create.isPending) create.mutate();
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {errors.form && <Banner tone="danger">{errors.form}</Banner>}
      <TextField
        label="Name"
        autoComplete="off"
        isRequired
        autoFocus
        value={name}
        onChange={setName}
        error={errors.fields.name}
      />
      <TextField
        label="Address"
        description={`${window.location.origin}/${slug || "…"}`}
        autoComplete="off"
        isRequired
        value={slug}
        onChange={(value) => setOwnSlug(value === "" ? null : value)}
        error={errors.fields.slug}
      />
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          isPending={create.isPending}
          isDisabled={name.trim() === "" || slug === ""}
        >
          Create workspace
        </Button>
      </div>
    </form>
  );
}
