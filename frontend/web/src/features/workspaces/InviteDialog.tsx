import { useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { NewInvite } from "@treasury-plane/api/types";
import { formatDateTime } from "@treasury-plane/kit/dates/format";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { Select } from "@treasury-plane/ui/Select";
import { TextField } from "@treasury-plane/ui/TextField";
import { useState } from "react";
import { CopyField } from "../../app/CopyField";
import { ROLE_OPTIONS, roleFromId } from "../../app/roles";
import { useForm } from "../../layouts/use-form";
import { invitationsQuery } from "./invitation-queries";

/** Makes an invitation and shows its link, once. */
export function InviteDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("15");
  const [made, setMade] = useState<NewInvite | null>(null);
  const { submit, isPending, errors } = useForm(["email", "role"], async () => {
    const body = { email: email.trim(), role: roleFromId(role) };
    setMade(await api.post<NewInvite>(apiPath("workspaces", slug, "invitations"), body));
    await queries.invalidateQueries({ queryKey: invitationsQuery(slug).queryKey });
  });

  if (made) {
    return (
      <Dialog isOpen onClose={onClose} title="Invitation ready" isDismissable={false}>
        <div className="flex flex-col gap-4">
          <p className="text-base text-fg-2">
            {made.mailed
              ? `The invitation is on its way to ${made.email}. In case it does not arrive, here is the link as well: it`
              : `Give this link to ${made.email}. It`}{" "}
            works once, until {formatDateTime(made.expires_at)}, and is not shown again.
          </p>
          <CopyField label="One-time link" value={made.link} />
          <div className="flex justify-end gap-2">
            <Button
              onPress={() => {
                setMade(null);
                setEmail("");
              }}
            >
              Invite another
            </Button>
            <Button variant="primary" onPress={onClose}>
              Done
            </Button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog isOpen onClose={onClose} title="Invite to the workspace">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {errors.form && <Banner tone="danger">{errors.form}</Banner>}
        <TextField
          label="E-mail"
          type="email"
          value={email}
          onChange={setEmail}
          error={errors.fields.email}
          isRequired
          autoFocus
          autoComplete="off"
        />
        <Select
          label="Role"
          options={ROLE_OPTIONS}
          value={role}
          onChange={setRole}
          error={errors.fields.role}
        />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            isPending={isPending}
            isDisabled={!email.includes("@")}
          >
            Create link
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
