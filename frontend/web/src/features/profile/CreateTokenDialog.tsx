import { useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { NewApiToken } from "@treasury-plane/api/types";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { Select } from "@treasury-plane/ui/Select";
import { TextField } from "@treasury-plane/ui/TextField";
import { useState } from "react";
import { CopyField } from "../../app/CopyField";
import { useForm } from "../../layouts/use-form";
import { apiTokensQuery } from "./api-tokens-query";

const LIFETIMES = [
  { id: "7", label: "One week" },
  { id: "30", label: "One month" },
  { id: "90", label: "Three months" },
  { id: "365", label: "One year" },
  { id: "never", label: "Does not expire" },
] as const;
type Lifetime = (typeof LIFETIMES)[number]["id"];

const DAY_MS = 86_400_000;

/** Makes a token and shows its secret, once. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const [label, setLabel] = useState("");
  const [description, setDescription] = useState("");
  const [lifetime, setLifetime] = useState<Lifetime>("90");
  const [made, setMade] = useState<NewApiToken | null>(null);
  const { submit, isPending, errors } = useForm(
    ["label", "description", "expired_at"],
    async () => {
      const expires =
        lifetime === "never"
          ? null
          : new Date(Date.now() + Number(lifetime) * DAY_MS).toISOString();
      const body = { label: label.trim(), description: description.trim(), expired_at: expires };
      setMade(await api.post<NewApiToken>(apiPath("users", "me", "api-tokens"), body));
      await queries.invalidateQueries({ queryKey: apiTokensQuery.queryKey });
    },
  );

  if (made) {
    return (
      <Dialog isOpen onClose={onClose} title="Copy the token now" isDismissable={false}>
        <div className="flex flex-col gap-4">
          <Banner tone="warning">
            It is shown this once. Keep it where only the script can read it.
          </Banner>
          <CopyField label={made.label} value={made.token} />
          <Button variant="primary" className="self-end" onPress={onClose}>
            Done
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog isOpen onClose={onClose} title="New API token">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {errors.form && <Banner tone="danger">{errors.form}</Banner>}
        <TextField
          label="Name"
          value={label}
          onChange={setLabel}
          error={errors.fields.label}
          maxLength={255}
          isRequired
          autoFocus
          autoComplete="off"
        />
        <TextField
          label="What it is for"
          value={description}
          onChange={setDescription}
          error={errors.fields.description}
          autoComplete="off"
        />
        <Select
          label="Expires after"
          options={LIFETIMES}
          value={lifetime}
          onChange={setLifetime}
          error={errors.fields.expired_at}
        />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            isPending={isPending}
            isDisabled={label.trim() === ""}
          >
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
