import { useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { ApiError } from "@treasury-plane/api/errors";
import { projectsQuery } from "@treasury-plane/api/queries";
import type { Project, Workspace } from "@treasury-plane/api/types";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { RadioGroup } from "@treasury-plane/ui/RadioGroup";
import { TextArea } from "@treasury-plane/ui/TextArea";
import { TextField } from "@treasury-plane/ui/TextField";
import { useState } from "react";
import { useNavigate } from "react-router";
import { identifierFrom } from "../../app/slug";
import { useForm } from "../../layouts/use-form";
import { paths } from "../../paths";

interface CreateProjectDialogProps {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}

const FIELDS = ["name", "identifier", "description", "network"] as const;

export const NETWORKS = [
  { id: "2", label: "Public", description: "Everyone in the workspace can see it and join." },
  { id: "0", label: "Private", description: "Only people who are added can see it." },
] as const;

export function CreateProjectDialog({ workspace, onClose }: CreateProjectDialogProps) {
  const { slug } = workspace;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [ownIdentifier, setOwnIdentifier] = useState<string | null>(null);
  const [description, setDescription] = useState("");
  const [network, setNetwork] = useState<"0" | "2">("2");
  const identifier = ownIdentifier ?? identifierFrom(name);
  const { submit, isPending, errors, clearErrors } = useForm(FIELDS, async () => {
    try {
      const project = await api.post<Project>(apiPath("workspaces", slug, "projects"), {
        name: name.trim(),
        identifier,
        description: description.trim(),
        network: Number(network),
      });
      await queries.invalidateQueries({ queryKey: projectsQuery(slug).queryKey });
      onClose();
      void navigate(paths.items(slug, project.id));
    } catch (error) {
      throw taken(error);
    }
  });

  return (
    <Dialog isOpen onClose={onClose} title="New project" isDismissable={false}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {errors.form && <Banner tone="danger">{errors.form}</Banner>}
        <div className="flex flex-col gap-4 sm:flex-row">
          <TextField
            label="Name"
            value={name}
            onChange={(value) => {
              setName(value);
              clearErrors();
            }}
            error={errors.fields.name}
            maxLength={255}
            isRequired
            autoFocus
            autoComplete="off"
            className="flex-1"
          />
          <TextField
            label="Identifier"
            value={identifier}
            onChange={(value) => {
              setOwnIdentifier(value.toUpperCase().replace(/[^A-Z0-9]/g, ""));
              clearErrors();
            }}
            error={errors.fields.identifier}
            maxLength={10}
            isRequired
            autoComplete="off"
            spellCheck="false"
            className="sm:w-36"
          />
        </div>
        <p className="-mt-2 text-fg-3 text-xs">
          Work items will be called {identifier || "KEY"}-1, {identifier || "KEY"}-2 and so on.
        </p>
        <TextArea
          label="Description"
          value={description}
          onChange={setDescription}
          error={errors.fields.description}
        />
        <RadioGroup
          label="Who can see it"
          options={NETWORKS}
          value={network}
          onChange={setNetwork}
          error={errors.fields.network}
        />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            isPending={isPending}
            isDisabled={name.trim() === "" || identifier === ""}
          >
            Create project
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A 409 that names no field is about the one thing that must be unique besides the name. */
function taken(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.status !== 409) return error;
  if (Object.keys(error.fields).length > 0) return error;
  return new ApiError({
    status: 409,
    message: error.message,
    fields: { identifier: ["Another project has this name or identifier."] },
  });
}
