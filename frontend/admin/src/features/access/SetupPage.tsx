import { useMutation } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { ApiError } from "@treasury-plane/api/errors";
import type { Me } from "@treasury-plane/api/types";
import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { NewPasswordField } from "@treasury-plane/kit/auth/NewPasswordField";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { useTheme } from "@treasury-plane/kit/theme/theme";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { TextField } from "@treasury-plane/ui/TextField";
import { type FormEvent, useState } from "react";
import { useSearchParams } from "react-router";
import { SetupNeeded } from "./SetupNeeded";

const FIELDS = ["first_name", "last_name", "email", "instance_name", "password"] as const;
type SetupForm = Record<(typeof FIELDS)[number], string>;

const EMPTY: SetupForm = {
  first_name: "",
  last_name: "",
  email: "",
  instance_name: "",
  password: "",
};

/** The first run: makes the first administrator and names the installation. */
export default function SetupPage() {
  useTheme("system");
  const heading = usePageTitle("Set-up", "Treasury Plane");
  const [search] = useSearchParams();
  const token = search.get("token");
  const [form, setForm] = useState(EMPTY);
  const set = (field: keyof SetupForm) => (value: string) => setForm({ ...form, [field]: value });

  const setup = useMutation({
    mutationFn: () =>
      api.post<Me>(
        apiPath("instance", "setup"),
        {
          token,
          ...form,
          email: form.email.trim(),
          instance_name: form.instance_name || undefined,
        },
        { keepSession: true },
      ),
    // The work item app takes over: it asks for the first workspace.
    onSuccess: () => window.location.assign("/"),
  });
  const errors = formErrors(setup.error, FIELDS);

  if (!token) return <SetupNeeded />;
  if (setup.error instanceof ApiError && setup.error.isNotFound) return <LinkSpent />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!setup.isPending) setup.mutate();
  };
  return (
    <AuthCard
      title="Set up your installation"
      headingRef={heading}
      description="Create the first administrator. You can invite everyone else afterwards."
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {errors.form && <Banner tone="danger">{errors.form}</Banner>}
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="First name"
            autoComplete="given-name"
            isRequired
            autoFocus
            value={form.first_name}
            onChange={set("first_name")}
            error={errors.fields.first_name}
          />
          <TextField
            label="Last name"
            autoComplete="family-name"
            value={form.last_name}
            onChange={set("last_name")}
            error={errors.fields.last_name}
          />
        </div>
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          isRequired
          value={form.email}
          onChange={set("email")}
          error={errors.fields.email}
        />
        <TextField
          label="Name of this installation"
          description="Shown at sign-in, such as the name of your office."
          autoComplete="organization"
          value={form.instance_name}
          onChange={set("instance_name")}
          error={errors.fields.instance_name}
        />
        <NewPasswordField
          value={form.password}
          onChange={set("password")}
          error={errors.fields.password}
        />
        <Button
          type="submit"
          variant="primary"
          size="lg"
          isPending={setup.isPending || setup.isSuccess}
          isDisabled={
            form.first_name.trim() === "" || form.email.trim() === "" || form.password === ""
          }
        >
          Finish set-up
        </Button>
      </form>
    </AuthCard>
  );
}

function LinkSpent() {
  return (
    <AuthCard title="This link does not work">
      <p className="text-fg-2">
        The installation is set up already, or the link is not the one that the server printed at
        its last start.
      </p>
      <p className="mt-4">
        <a href="/god-mode/" className="text-accent-fg underline underline-offset-2">
          Go to sign-in
        </a>
      </p>
    </AuthCard>
  );
}
