import { useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { ApiError } from "@treasury-plane/api/errors";
import { authMethodsQuery, withDefaults } from "@treasury-plane/api/queries";
import type { Me } from "@treasury-plane/api/types";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { PasswordField } from "@treasury-plane/ui/PasswordField";
import { TextField } from "@treasury-plane/ui/TextField";
import { type FormEvent, useRef, useState } from "react";

interface SignInFormProps {
  onSignedIn: (me: Me) => void;
  /** Filled in where it is known, as from an invitation. */
  email?: string;
  /** Takes the focus and the eye, where nothing comes before it. */
  isOnlyWay?: boolean;
}

/** E-mail and password. The same words for an unknown person and a wrong password. */
export function SignInForm({
  onSignedIn,
  email: initialEmail = "",
  isOnlyWay = true,
}: SignInFormProps) {
  const queries = useQueryClient();
  const [email, setEmail] = useState(initialEmail);
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const passwordInput = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    setError(null);
    try {
      const body = { email: email.trim(), password };
      onSignedIn(withDefaults(await api.post<Me>("/auth/sign-in", body, { keepSession: true })));
    } catch (caught) {
      setError(signInMessage(caught));
      // Forbidden means that the ways in have changed, or that the notice has new words.
      if (caught instanceof ApiError && caught.status === 403) {
        void queries.invalidateQueries({ queryKey: authMethodsQuery.queryKey });
      }
      passwordInput.current?.select();
    } finally {
      setPending(false);
    }
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {error && <Banner tone="danger">{error}</Banner>}
      <TextField
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        isRequired
        autoFocus={isOnlyWay && initialEmail === ""}
        value={email}
        onChange={setEmail}
      />
      <PasswordField
        label="Password"
        name="password"
        isRequired
        autoFocus={isOnlyWay && initialEmail !== ""}
        value={password}
        onChange={setPassword}
        inputRef={passwordInput}
      />
      <Button
        type="submit"
        variant={isOnlyWay ? "primary" : "secondary"}
        size="lg"
        isPending={isPending}
        isDisabled={email.trim() === "" || password === ""}
      >
        Sign in
      </Button>
    </form>
  );
}

function signInMessage(error: unknown): string {
  if (!(error instanceof ApiError)) return "This did not work. Try again.";
  if (error.status === 429) {
    const minutes = Math.ceil((error.retryAfterSeconds ?? 60) / 60);
    return `Too many attempts. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
  }
  if (error.status === 401) return "The e-mail or the password is not right.";
  return Object.values(error.fields)[0]?.[0] ?? error.message;
}
