import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Checkbox } from "@treasury-plane/ui/Checkbox";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { TextField } from "@treasury-plane/ui/TextField";
import { type FormEvent, useState } from "react";
import { type CreatedUser, createUser, type NewUser, USERS_KEY } from "./queries";

const FIELDS = ["email", "first_name", "last_name"] as const;
const EMPTY: NewUser = { email: "", first_name: "", last_name: "", is_instance_admin: false };

interface CreateUserDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onCreated: (created: CreatedUser) => void;
}

export function CreateUserDialog(props: CreateUserDialogProps) {
  return (
    <Dialog isOpen={props.isOpen} onClose={props.onClose} title="Create user" isDismissable={false}>
      <CreateUserForm {...props} />
    </Dialog>
  );
}

function CreateUserForm({ onClose, onCreated }: CreateUserDialogProps) {
  const client = useQueryClient();
  const [user, setUser] = useState(EMPTY);
  const create = useMutation({
    mutationFn: () => createUser({ ...user, email: user.email.trim() }),
    onSuccess: (created) => {
      void client.invalidateQueries({ queryKey: USERS_KEY });
      onCreated(created);
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
        label="E-mail"
        type="email"
        autoComplete="off"
        isRequired
        autoFocus
        value={user.email}
        onChange={(email) => setUser({ ...user, email })}
        error={errors.fields.email}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="First name"
          autoComplete="off"
          value={user.first_name}
          onChange={(first_name) => setUser({ ...user, first_name })}
          error={errors.fields.first_name}
        />
        <TextField
          label="Last name"
          autoComplete="off"
          value={user.last_name}
          onChange={(last_name) => setUser({ ...user, last_name })}
          error={errors.fields.last_name}
        />
      </div>
      <Checkbox
        isSelected={user.is_instance_admin}
        onChange={(is_instance_admin) => setUser({ ...user, is_instance_admin })}
      >
        Administrator of this installation
      </Checkbox>
      <p className="text-fg-3 text-sm">
        There is no e-mail delivery yet: you will get a one-time link to hand over.
      </p>
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          isPending={create.isPending}
          isDisabled={user.email.trim() === ""}
        >
          Create user
        </Button>
      </div>
    </form>
  );
}
