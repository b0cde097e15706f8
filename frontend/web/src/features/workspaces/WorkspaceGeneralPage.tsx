import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { workspaceQuery } from "@treasury-plane/api/queries";
import type { Workspace } from "@treasury-plane/api/types";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { TextField } from "@treasury-plane/ui/TextField";
import { toast } from "@treasury-plane/ui/Toast";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { TimezoneField } from "../../app/TimezoneField";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsCard, SettingsPage } from "../../layouts/SettingsPage";
import { useForm } from "../../layouts/use-form";
import { paths } from "../../paths";

/** `/:ws/settings` */
export default function WorkspaceGeneralPage() {
  const { ws = "" } = useParams();
  const workspace = useQuery(workspaceQuery(ws));
  return (
    <SettingsPage title="Workspace" description="Name and defaults of this workspace.">
      <QueryGate query={workspace} what="workspace">
        {(loaded) => <WorkspaceForms key={loaded.id} workspace={loaded} />}
      </QueryGate>
    </SettingsPage>
  );
}

function WorkspaceForms({ workspace }: { workspace: Workspace }) {
  const { slug } = workspace;
  const isAdmin = workspace.role >= 20;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(workspace.name);
  const [timezone, setTimezone] = useState(workspace.timezone);
  const [isDeleting, setDeleting] = useState(false);
  const { submit, isPending, errors } = useForm(["name", "timezone"], async () => {
    await api.patch(apiPath("workspaces", slug), { name: name.trim(), timezone });
    await queries.invalidateQueries({ queryKey: ["workspaces"] });
    toast.success("Workspace saved");
  });
  return (
    <>
      <SettingsCard title="General">
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          {!isAdmin && <Banner>Only admins of the workspace can change this.</Banner>}
          {errors.form && <Banner tone="danger">{errors.form}</Banner>}
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            error={errors.fields.name}
            maxLength={80}
            isRequired
            isDisabled={!isAdmin}
          />
          <TextField
            label="Address"
            value={`${location.host}/${slug}`}
            isReadOnly
            description="The address cannot be changed."
          />
          <TimezoneField
            value={timezone}
            onChange={setTimezone}
            error={errors.fields.timezone}
            isDisabled={!isAdmin}
          />
          {isAdmin && (
            <Button
              type="submit"
              variant="primary"
              isPending={isPending}
              isDisabled={name.trim() === ""}
              className="self-start"
            >
              Save
            </Button>
          )}
        </form>
      </SettingsCard>
      {isAdmin && (
        <SettingsCard
          title="Delete this workspace"
          description="All its projects, work items and files go with it. This cannot be undone."
          tone="danger"
        >
          <Button variant="danger" onPress={() => setDeleting(true)}>
            Delete workspace…
          </Button>
          <ConfirmDialog
            isOpen={isDeleting}
            onClose={() => setDeleting(false)}
            title={`Delete ${workspace.name}?`}
            phrase={workspace.name}
            confirmLabel="Delete workspace"
            onConfirm={async () => {
              await api.del(apiPath("workspaces", slug));
              await queries.invalidateQueries({ queryKey: ["workspaces"] });
              void navigate(paths.home(), { replace: true });
            }}
          >
            {workspace.total_projects} projects and everything in them will be deleted for everyone.
          </ConfirmDialog>
        </SettingsCard>
      )}
    </>
  );
}
