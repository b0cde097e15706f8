import { api } from "@treasury-plane/api/client";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { TextField } from "@treasury-plane/ui/TextField";
import { type FormEvent, useState } from "react";
import { formErrors } from "../forms/errors";
import { useFocusAfter } from "./use-focus-after";

export type MailedLinkKind = "magic-link" | "password-reset";

const WORDS = {
  "magic-link": {
    ask: "Get a link by e-mail that signs you in. It works once, for 15 minutes.",
    send: "Send me a link",
    sent: "If somebody with this address may sign in by link, it is on its way. It works once, for 15 minutes.",
  },
  "password-reset": {
    ask: "Get a link by e-mail to choose another password.",
    send: "Send me a link",
    sent: "If there is an account with this address and a password, a link is on its way.",
  },
} as const;

interface MailedLinkProps {
  kind: MailedLinkKind;
  returnTo: string;
  email?: string | undefined;
  onBack: () => void;
}

/** Asks for a link by e-mail. The answer is the same whether there is an account or not. */
export function MailedLink({ kind, returnTo, email: known, onBack }: MailedLinkProps) {
  const [email, setEmail] = useState(known ?? "");
  const [isSent, setSent] = useState(false);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const errors = formErrors(error, ["email"] as const);
  const panel = useFocusAfter(!isSent);
  const words = WORDS[kind];
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    setError(null);
    try {
      const address = email.trim();
      const body =
        kind === "magic-link" ? { email: address, return_to: returnTo } : { email: address };
      await api.post(`/auth/${kind}`, body, { keepSession: true });
      setSent(true);
    } catch (caught) {
      setError(caught);
    } finally {
      setPending(false);
    }
  };
  return (
    <div ref={panel} tabIndex={-1} className="flex flex-col gap-4 outline-none">
      {isSent ? (
        <>
          <Banner tone="success">{words.sent}</Banner>
          <p className="text-fg-3 text-sm">
            Nothing there after a few minutes? Look among unwanted mail, or ask an administrator.
          </p>
        </>
      ) : (
        <form onSubmit={send} noValidate className="flex flex-col gap-4">
          <p className="text-base text-fg-2">{words.ask}</p>
          {errors.form && <Banner tone="danger">{errors.form}</Banner>}
          <TextField
            label="E-mail"
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
            error={errors.fields.email}
            isRequired
            autoFocus
          />
          <Button
            type="submit"
            variant="primary"
            size="lg"
            isPending={isPending}
            isDisabled={!email.includes("@")}
          >
            {words.send}
          </Button>
        </form>
      )}
      <Button size="lg" onPress={onBack}>
        Back to sign-in
      </Button>
    </div>
  );
}
