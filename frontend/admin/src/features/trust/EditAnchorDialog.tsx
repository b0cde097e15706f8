import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Checkbox } from "@treasury-plane/ui/Checkbox";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { Switch } from "@treasury-plane/ui/Switch";
import { TextArea } from "@treasury-plane/ui/TextArea";
import { TextField } from "@treasury-plane/ui/TextField";
import { toast } from "@treasury-plane/ui/Toast";
import { type FormEvent, useState } from "react";
import { KINDS } from "../authentication/public";
import { type AnchorValues, fromAnchor, toSettings } from "./anchor";
import { type Anchor, changeAnchor, type IdentifierKind, trustQuery } from "./queries";
import { RevocationFields } from "./RevocationFields";

const KIND_ORDER: IdentifierKind[] = ["dod_edipi", "upn", "subject", "uid"];
const FIELDS = [
  "policies",
  "upn_suffixes",
  "issuer_group",
  "identifier_kinds",
  "soft_grace_hours",
  "soft_until",
] as const;

interface EditAnchorDialogProps {
  anchor: Anchor | null;
  onClose: () => void;
}

export function EditAnchorDialog({ anchor, onClose }: EditAnchorDialogProps) {
  return (
    <Dialog
      isOpen={anchor !== null}
      onClose={onClose}
      title="Terms of this anchor"
      isDismissable={false}
      size="lg"
    >
      {anchor && <EditAnchorForm anchor={anchor} onClose={onClose} />}
    </Dialog>
  );
}

function EditAnchorForm({ anchor, onClose }: { anchor: Anchor; onClose: () => void }) {
  const client = useQueryClient();
  const [values, setValues] = useState<AnchorValues>(() => fromAnchor(anchor));
  const set = (changes: Partial<AnchorValues>) =>
    setValues((current) => ({ ...current, ...changes }));
  const save = useMutation({
    mutationFn: () => changeAnchor(anchor.id, toSettings(values)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: trustQuery.queryKey });
      toast.success("Anchor saved");
      onClose();
    },
  });
  const errors = formErrors(save.error, FIELDS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      {errors.form && <Banner tone="danger">{errors.form}</Banner>}
      <p className="break-words text-fg-2">{anchor.subject}</p>
      <TextArea
        label="Certificate policies"
        description="Object identifiers, in this anchor's own domain; a path must assert one of them."
        rows={3}
        value={values.policies}
        onChange={(policies) => set({ policies })}
        error={errors.fields.policies}
      />
      <RevocationFields values={values} set={set} errors={errors.fields} />
      <IdentifierFields values={values} set={set} error={errors.fields.identifier_kinds} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Issuer group"
          description="Issuers whose subjects are one name space; kept when an authority is renewed."
          value={values.issuer_group}
          onChange={(issuer_group) => set({ issuer_group })}
          error={errors.fields.issuer_group}
          autoComplete="off"
        />
        <TextField
          label="Suffixes of principal names"
          description="Such as agency.gov. Others do not count."
          value={values.upn_suffixes}
          onChange={(upn_suffixes) => set({ upn_suffixes })}
          error={errors.fields.upn_suffixes}
          autoComplete="off"
        />
      </div>
      <Switches values={values} set={set} />
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

interface PartProps {
  values: AnchorValues;
  set: (changes: Partial<AnchorValues>) => void;
}

function IdentifierFields({ values, set, error }: PartProps & { error: string | undefined }) {
  const toggle = (kind: IdentifierKind, isOn: boolean) =>
    set({
      identifier_kinds: KIND_ORDER.filter((known) =>
        known === kind ? isOn : values.identifier_kinds.includes(known),
      ),
    });
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 font-medium text-fg-2 text-sm">
        What tells people apart, strongest first
      </legend>
      {KIND_ORDER.map((kind) => (
        <Checkbox
          key={kind}
          isSelected={values.identifier_kinds.includes(kind)}
          onChange={(isOn) => toggle(kind, isOn)}
        >
          {KINDS[kind]}
        </Checkbox>
      ))}
      {error && <p className="text-danger-fg text-xs">{error}</p>}
    </fieldset>
  );
}

function Switches({ values, set }: PartProps) {
  const rows: {
    field:
      | "dod"
      | "auto_provision"
      | "require_client_auth_eku"
      | "accept_absent_eku"
      | "inhibit_policy_mapping"
      | "enabled";
    label: string;
    description: string;
  }[] = [
    { field: "enabled", label: "In use", description: "When off, no path ends here." },
    {
      field: "auto_provision",
      label: "New people get an account at once",
      description: "When off, they wait for your approval.",
    },
    {
      field: "dod",
      label: "Department of Defense",
      description: "The ten digits at the end of the common name are an EDIPI.",
    },
    {
      field: "require_client_auth_eku",
      label: "Only certificates made for signing in",
      description: "Requires the client authentication usage. Leave on.",
    },
    {
      field: "accept_absent_eku",
      label: "Accept certificates that name no usage",
      description: "For old CACs only.",
    },
    {
      field: "inhibit_policy_mapping",
      label: "No mapped policies",
      description: "For a single authority without a bridge.",
    },
  ];
  return (
    <div className="flex flex-col gap-3">
      {rows.map(({ field, label, description }) => (
        <Switch
          key={field}
          isSelected={values[field]}
          onChange={(isOn) => set({ [field]: isOn })}
          description={description}
        >
          {label}
        </Switch>
      ))}
    </div>
  );
}
