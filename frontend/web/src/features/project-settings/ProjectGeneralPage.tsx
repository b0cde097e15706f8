import { useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type { Project } from "@treasury-plane/api/types";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { RadioGroup } from "@treasury-plane/ui/RadioGroup";
import { TextArea } from "@treasury-plane/ui/TextArea";
import { TextField } from "@treasury-plane/ui/TextField";
import { toast } from "@treasury-plane/ui/Toast";
import { useState } from "react";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsCard, SettingsPage } from "../../layouts/SettingsPage";
import { useForm } from "../../layouts/use-form";
import { ProjectDanger } from "./ProjectDanger";
import { useSettingsProject } from "./use-settings-project";

/** `/:ws/settings/projects/:projectId` */
export default function ProjectGeneralPage() {
  const { slug, query, isAdmin, path } = useSettingsProject();
  return (
    <SettingsPage title="Project" description="Name, visibility and the end of its life.">
      <QueryGate query={query} what="project">
        {(project) => (
          <>
            <GeneralForm
              key={project.id}
              slug={slug}
              project={project}
              isAdmin={isAdmin}
              path={path()}
            />
            {isAdmin && <ProjectDanger slug={slug} project={project} path={path} />}
          </>
        )}
      </QueryGate>
    </SettingsPage>
  );
}

const NETWORKS = [
  { id: "2", label: "Public", description: "Everyone in the workspace can see it and join." },
  { id: "0", label: "Private", description: "Only people who are added can see it." },
] as const;

interface GeneralFormProps {
  readonly slug: string;
  readonly project: Project;
  readonly isAdmin: boolean;
  readonly path: string;
}

function GeneralForm({ slug, project, isAdmin, path }: GeneralFormProps) {
  const queries = useQueryClient();
  const [name, setName] = useState(project.name);
  const [identifier, setIdentifier] = useState(project.identifier);
  const [description, setDescription] = useState(project.description);
  const [network, setNetwork] = useState<"0" | "2">(project.network === 0 ? "0" : "2");
  const { submit, isPending, errors } = useForm(
    ["name", "identifier", "description", "network"],
    async () => {
      await api.patch(path, {
        name: name.trim(),
        identifier,
        description: description.trim(),
        network: Number(network),
      });
      await queries.invalidateQueries({ queryKey: ["workspaces", slug, "projects"] });
      toast.success("Project saved");
    },
  );
  return (
    <SettingsCard title="General">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {!isAdmin && <Banner>Only admins of the project can change this.</Banner>}
        {errors.form && <Banner tone="danger">{errors.form}</Banner>}
        <div className="flex flex-col gap-4 sm:flex-row">
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            error={errors.fields.name}
            maxLength={255}
            isRequired
            isDisabled={!isAdmin}
            className="flex-1"
          />
          <TextField
            label="Identifier"
            value={identifier}
            onChange={(value) => setIdentifier(value.toUpperCase().replace(/[^A-Z0-9]/g, ""))}
            error={errors.fields.identifier}
            maxLength={10}
            isRequired
            isDisabled={!isAdmin}
            className="sm:w-36"
          />
        </div>
        {identifier !== project.identifier && (
          <Banner tone="warning">
            All work items get new keys. Links with {project.identifier}-… stop working.
          </Banner>
        )}
        <TextArea
          label="Description"
          value={description}
          onChange={setDescription}
          error={errors.fields.description}
          isDisabled={!isAdmin}
        />
        <RadioGroup
          label="Who can see it"
          options={NETWORKS}
          value={network}
          onChange={setNetwork}
          error={errors.fields.network}
          isDisabled={!isAdmin}
        />
        {isAdmin && (
          <Button
            type="submit"
            variant="primary"
            isPending={isPending}
            isDisabled={name.trim() === "" || identifier === ""}
            className="self-start"
          >
            Save
          </Button>
        )}
      </form>
    </SettingsCard>
  );
}
