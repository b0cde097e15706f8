import { api } from "@treasury-plane/api/client";
import type { Me } from "@treasury-plane/api/types";
import { NewPasswordField } from "@treasury-plane/kit/auth/NewPasswordField";
import { PASSWORD_MIN_LENGTH } from "@treasury-plane/kit/forms/password";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { TextField } from "@treasury-plane/ui/TextField";
import { useState } from "react";
import { useForm } from "../../layouts/use-form";

interface NewAccountFormProps {
  readonly token: string;
  readonly email: string;
  readonly onDone: (me: Me) => void;
}

const FIELDS = ["first_name", "last_name", "password"] as const;

/** The account of somebody who was invited and has none. */
export function NewAccountForm({ token, email, onDone }: NewAccountFormProps) {
  const [firstName, setFirstName] = useState("");
  const [lastName, setLastName] = useState("");
  const [password, setPassword] = useState("");
  const { submit, isPending, errors } = useForm(FIELDS, async () => {
    const body = { first_name: firstName.trim(), last_name: lastName.trim(), password };
    const path = `/auth/invitations/${encodeURIComponent(token)}/accept`;
    onDone(await api.post<Me>(path, body, { keepSession: true }));
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {errors.form && <Banner tone="danger">{errors.form}</Banner>}
      <TextField label="E-mail" value={email} isReadOnly autoComplete="username" />
      <div className="flex flex-col gap-4 sm:flex-row">
        <TextField
          label="First name"
          autoComplete="given-name"
          isRequired
          autoFocus
          value={firstName}
          onChange={setFirstName}
          error={errors.fields.first_name}
          className="flex-1"
        />
        <TextField
          label="Last name"
          autoComplete="family-name"
          value={lastName}
          onChange={setLastName}
          error={errors.fields.last_name}
          className="flex-1"
        />
      </div>
      <NewPasswordField value={password} onChange={setPassword} error={errors.fields.password} />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        isPending={isPending}
        isDisabled={firstName.trim() === "" || password.length < PASSWORD_MIN_LENGTH}
      >
        Create account and join
      </Button>
    </form>
  );
}
