import type { FormErrors } from "@treasury-plane/kit/forms/errors";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import type { FormEvent } from "react";
import { useState } from "react";

/** Sends a form once at a time and sorts what the server refused under its fields. */
export function useForm<F extends string>(fields: readonly F[], send: () => Promise<unknown>) {
  const [error, setError] = useState<unknown>(null);
  const [isPending, setPending] = useState(false);
  const errors: FormErrors<F> = formErrors(error, fields);

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (isPending) return;
    setPending(true);
    setError(null);
    try {
      await send();
    } catch (caught) {
      setError(caught);
    } finally {
      setPending(false);
    }
  };
  return { submit, isPending, errors, clearErrors: () => setError(null) };
}
