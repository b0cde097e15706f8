import { useQuery } from "@tanstack/react-query";
import { projectsQuery } from "@treasury-plane/api/queries";
import type { Project } from "@treasury-plane/api/types";
import { Button } from "@treasury-plane/ui/Button";
import { Checkbox } from "@treasury-plane/ui/Checkbox";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { Kbd } from "@treasury-plane/ui/Kbd";
import { Select } from "@treasury-plane/ui/Select";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { TextField } from "@treasury-plane/ui/TextField";
import { toast } from "@treasury-plane/ui/Toast";
import { useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { CreateItemRequest } from "../../app/ui-store";
import { paths } from "../../paths";
import { LazyEditor } from "../editor/LazyEditor";
import { isBlankHtml } from "../editor/public";
import { CreateItemPills } from "./CreateItemPills";
import { defaultState } from "./model";
import type { NewItem } from "./mutations";
import { imageUploader } from "./uploads";
import { usePeople } from "./use-people";
import { useProjectSession } from "./use-project-session";
import { useProjectMeta, useStoreStatus } from "./use-store";

interface CreateItemDialogProps {
  readonly slug: string;
  readonly request: CreateItemRequest;
  /** The project of the page, when the request names none. */
  readonly currentProjectId: string | undefined;
  readonly onClose: () => void;
}

/** A new work item with everything it can start with. */
export function CreateItemDialog(props: CreateItemDialogProps) {
  const { slug, request, currentProjectId, onClose } = props;
  const { data: projects } = useQuery(projectsQuery(slug));
  const own = (projects ?? []).filter(
    (project) => (project.member_role ?? 0) >= 15 && project.archived_at === null,
  );
  const [chosen, setChosen] = useState(request.projectId ?? currentProjectId ?? null);
  const project = own.find(({ id }) => id === chosen) ?? own[0];

  const isDirty = useRef(false);
  const [isAsking, setAsking] = useState(false);
  const close = () => (isDirty.current ? setAsking(true) : onClose());

  return (
    <Dialog isOpen onClose={close} title="New work item" size="lg" isDismissable={false}>
      {project ? (
        <CreateItemForm
          key={project.id}
          slug={slug}
          project={project}
          projects={own}
          request={request}
          onProject={setChosen}
          onDirty={(next) => {
            isDirty.current = next;
          }}
          onClose={close}
          onDone={onClose}
        />
      ) : (
        <p className="text-fg-2">
          {projects ? "There is no project here that you may add work items to." : "Loading…"}
        </p>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Discard this work item?"
        confirmLabel="Discard"
        onConfirm={onClose}
      >
        What you have written will be lost.
      </ConfirmDialog>
    </Dialog>
  );
}

interface CreateItemFormProps {
  readonly slug: string;
  readonly project: Project;
  readonly projects: readonly Project[];
  readonly request: CreateItemRequest;
  readonly onProject: (id: string) => void;
  /** Whether closing would lose something. */
  readonly onDirty: (isDirty: boolean) => void;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

type Values = Omit<NewItem, "name" | "description_html">;

function CreateItemForm(props: CreateItemFormProps) {
  const { slug, project, projects, request, onProject, onDirty, onClose, onDone } = props;
  const session = useProjectSession(slug, project.id);
  const { people } = usePeople(session);
  const status = useStoreStatus(session.store);
  const meta = useProjectMeta(session.store);
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [html, setHtml] = useState("<p></p>");
  const [values, setValues] = useState<Values>({
    ...(request.state ? { state: request.state } : {}),
    ...(request.parent ? { parent: request.parent } : {}),
  });
  const [isMore, setMore] = useState(false);
  const [round, setRound] = useState(0);
  const [error, setError] = useState<string | undefined>();
  const titleInput = useRef<HTMLInputElement>(null);
  const upload = useMemo(
    () => imageUploader(slug, project.id, "ISSUE_DESCRIPTION"),
    [slug, project.id],
  );

  const isDirty = name.trim() !== "" || !isBlankHtml(html);
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);

  if (status === "loading" || status === "idle") return <SkeletonRows rows={3} />;

  const submit = () => {
    const title = name.trim();
    if (title === "") {
      setError("Give it a title.");
      titleInput.current?.focus();
      return;
    }
    const created = session.mutations.create({
      ...values,
      state: values.state ?? defaultState(meta.states)?.id ?? "",
      name: title,
      ...(isBlankHtml(html) ? {} : { description_html: html }),
    });
    void created.then((item) => {
      if (!item) return;
      const path = paths.item(slug, project.identifier, item.sequence_id);
      toast.success(`${project.identifier}-${item.sequence_id} created`, {
        label: "Open",
        run: () => void navigate(path),
      });
    });
    if (!isMore) {
      onDone();
      return;
    }
    setName("");
    setHtml("<p></p>");
    setRound((count) => count + 1);
    titleInput.current?.focus();
  };

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented)
          return;
        event.preventDefault();
        submit();
      }}
    >
      {projects.length > 1 && (
        <Select
          label="Project"
          value={project.id}
          onChange={onProject}
          options={projects.map(({ id, name: label, identifier }) => ({
            id,
            label,
            description: identifier,
          }))}
          className="sm:w-72"
        />
      )}
      <TextField
        label="Title"
        value={name}
        onChange={(value) => {
          setName(value);
          setError(undefined);
        }}
        error={error}
        maxLength={255}
        isRequired
        autoFocus
        autoComplete="off"
        inputRef={titleInput}
      />
      <LazyEditor
        key={round}
        html="<p></p>"
        label="Description"
        placeholder="Description"
        onChange={setHtml}
        onSubmit={submit}
        uploadImage={upload}
        people={people}
      />
      <CreateItemPills session={session} values={values} onChange={setValues} />
      <div className="flex flex-wrap items-center justify-end gap-3 border-line border-t pt-4">
        <Checkbox isSelected={isMore} onChange={setMore} className="mr-auto text-sm">
          Create more
        </Checkbox>
        <span className="hidden sm:inline-flex">
          <Kbd keys={["Mod+Enter"]} />
        </span>
        <Button onPress={onClose}>Discard</Button>
        <Button type="submit" variant="primary">
          Create
        </Button>
      </div>
    </form>
  );
}
