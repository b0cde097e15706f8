import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { workspacesQuery } from "@treasury-plane/api/queries";
import type { Workspace } from "@treasury-plane/api/types";
import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { TextField } from "@treasury-plane/ui/TextField";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { slugFrom } from "../../app/slug";
import { useForm } from "../../layouts/use-form";
import { useMe } from "../../layouts/use-me";
import { useSignOut } from "../../layouts/use-sign-out";
import { paths } from "../../paths";

/** `/create-workspace` */
export default function CreateWorkspacePage() {
  const me = useMe();
  const heading = usePageTitle("Create a workspace");
  const signOut = useSignOut();
  const { data: workspaces = [] } = useQuery(workspacesQuery);
  const footer =
    workspaces.length > 0 ? (
      <Link to={paths.home()} className="text-accent-fg underline underline-offset-2">
        Back to {workspaces[0]?.name}
      </Link>
    ) : (
      <Button variant="ghost" size="sm" onPress={() => void signOut()}>
        Signed in as {me.email_is_placeholder ? me.display_name : me.email}. Sign out
      </Button>
    );
  if (!me.can_create_workspace) {
    return (
      <AuthCard title="You are in no workspace yet" headingRef={heading} footer={footer}>
        <p className="text-base text-fg-2">
          Workspaces are created by the administrators here. Ask one of them to create one, or to
          invite you to theirs.
        </p>
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title="Create a workspace"
      headingRef={heading}
      description="A home for the projects of one organisation, office or team."
      footer={footer}
    >
      <CreateWorkspaceForm />
    </AuthCard>
  );
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

function CreateWorkspaceForm() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  const slug = ownSlug ?? slugFrom(name);
  const { submit, isPending, errors, clearErrors } = useForm(["name", "slug"], async () => {
    const workspace = await api.post<Workspace>(apiPath("workspaces"), { name: name.trim(), slug });
    queries.setQueryData(workspacesQuery.queryKey, (known = []) => [...known, workspace]);
    void navigate(paths.workspace(workspace.slug), { replace: true });
  });
  const slugProblem =
    slug !== "" && !SLUG.test(slug)
      ? "Lower-case letters, digits and hyphens; it starts and ends with a letter or digit."
      : undefined;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {errors.form && <Banner tone="danger">{errors.form}</Banner>}
      <TextField
        label="Name"
        value={name}
        onChange={(value) => {
          setName(value);
          clearErrors();
        }}
        error={errors.fields.name}
        maxLength={80}
        isRequired
        autoFocus
        autoComplete="organization"
      />
      <TextField
        label="Address"
        value={slug}
        onChange={(value) => {
          setOwnSlug(value.toLowerCase());
          clearErrors();
        }}
        error={slugProblem ?? errors.fields.slug}
        description={`${location.host}/${slug || "…"}`}
        maxLength={48}
        isRequired
        autoComplete="off"
        spellCheck="false"
      />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        isPending={isPending}
        isDisabled={name.trim() === "" || slug === "" || slugProblem !== undefined}
      >
        Create workspace
      </Button>
    </form>
  );
}
