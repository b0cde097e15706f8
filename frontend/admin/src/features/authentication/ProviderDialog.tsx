import { useMutation, useQueryClient } from "@tanstack/react-query";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { NativeSelect } from "@treasury-plane/ui/NativeSelect";
import { Switch } from "@treasury-plane/ui/Switch";
import { TextField } from "@treasury-plane/ui/TextField";
import { toast } from "@treasury-plane/ui/Toast";
import { type FormEvent, useState } from "react";
import { emptyProvider, toInput, toPatch, withPreset } from "./provider";
import { changeProvider, createProvider, type Provider, providersQuery } from "./queries";
import { CLIENT_AUTHS, PRESETS } from "./words";

const FIELDS = [
  "name",
  "slug",
  "issuer",
  "client_id",
  "client_secret",
  "scopes",
  "acr_values",
] as const;

interface ProviderDialogProps {
  /** What is edited, `new` for another one, null when closed. */
  edited: Provider | "new" | null;
  onClose: () => void;
}

export function ProviderDialog({ edited, onClose }: ProviderDialogProps) {
  return (
    <Dialog
      isOpen={edited !== null}
      onClose={onClose}
      title={edited === "new" ? "Add a provider" : "Edit provider"}
      isDismissable={false}
      size="lg"
    >
      {edited && <ProviderForm edited={edited === "new" ? null : edited} onClose={onClose} />}
    </Dialog>
  );
}

function ProviderForm({ edited, onClose }: { edited: Provider | null; onClose: () => void }) {
  const client = useQueryClient();
  const [values, setValues] = useState(() =>
    edited ? toInput(edited) : emptyProvider("login_gov_sandbox"),
  );
  const save = useMutation({
    mutationFn: () =>
      edited ? changeProvider(edited.id, toPatch(values)) : createProvider(values),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: providersQuery.queryKey });
      void client.invalidateQueries({ queryKey: authMethodsQuery.queryKey });
      toast.success(`${saved.name} is saved`);
      onClose();
    },
  });
  const errors = formErrors(save.error, FIELDS);
  const field = (name: (typeof FIELDS)[number]) => ({
    value: values[name] ?? "",
    onChange: (value: string) => setValues((current) => ({ ...current, [name]: value })),
    error: errors.fields[name],
    autoComplete: "off",
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {errors.form && <Banner tone="danger">{errors.form}</Banner>}
      {!edited && (
        <NativeSelect
          label="Provider"
          options={PRESETS}
          value={values.preset}
          onChange={(preset) => setValues((current) => withPreset(current, preset))}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="Name on the button" isRequired {...field("name")} />
        <TextField
          label="Short name"
          isRequired
          isReadOnly={edited !== null}
          description="Part of the redirect address; cannot be changed later."
          {...field("slug")}
        />
      </div>
      <TextField
        label="Issuer"
        isRequired
        isReadOnly={values.preset !== "generic"}
        description="Exactly as the provider writes it, with or without the slash at its end."
        {...field("issuer")}
      />
      <TextField label="Client id" isRequired {...field("client_id")} />
      <NativeSelect
        label="How this installation proves itself"
        options={CLIENT_AUTHS.filter(
          ({ id }) => values.preset === "generic" || id !== "client_secret",
        )}
        value={values.client_auth}
        onChange={(client_auth) => setValues((current) => ({ ...current, client_auth }))}
      />
      {values.client_auth === "client_secret" && (
        <TextField
          label="Client secret"
          type="password"
          description={edited?.has_secret ? "Kept. Type another to replace it." : undefined}
          {...field("client_secret")}
        />
      )}
      <TextField label="Scopes" {...field("scopes")} />
      <TextField
        label="Assurance asked for (acr_values)"
        description="Separated by spaces."
        {...field("acr_values")}
      />
      <Switch
        isSelected={values.require_card}
        onChange={(require_card) => setValues({ ...values, require_card })}
        description="Refuses people who did not show a PIV or CAC card there (x509_presented)."
      >
        Only with a card
      </Switch>
      <Switch
        isSelected={values.auto_provision}
        onChange={(auto_provision) => setValues({ ...values, auto_provision })}
        description="When off, people who are new here wait for your approval."
      >
        New people get an account at once
      </Switch>
      <Switch isSelected={values.enabled} onChange={(enabled) => setValues({ ...values, enabled })}>
        Offered at sign-in
      </Switch>
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
