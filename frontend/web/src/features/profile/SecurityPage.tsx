import { useQuery } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import { NewPasswordField } from "@treasury-plane/kit/auth/NewPasswordField";
import { PASSWORD_MIN_LENGTH } from "@treasury-plane/kit/forms/password";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { PasswordField } from "@treasury-plane/ui/PasswordField";
import { toast } from "@treasury-plane/ui/Toast";
import { useState } from "react";
import { SettingsCard, SettingsPage } from "../../layouts/SettingsPage";
import { useForm } from "../../layouts/use-form";
import { useMe } from "../../layouts/use-me";
import { Cards } from "./Cards";
import { Identities } from "./Identities";
import { LinkOutcome } from "./LinkOutcome";
import { Sessions } from "./Sessions";

/** `/settings/security?linked=&error=&ref=` */
export default function SecurityPage() {
  const { data: methods } = useQuery(authMethodsQuery);
  return (
    <SettingsPage title="Security" description="How you sign in, and where you are signed in.">
      <LinkOutcome />
      <Identities />
      <Cards />
      {methods?.password && <PasswordCard />}
      <Sessions />
    </SettingsPage>
  );
}

function PasswordCard() {
  const me = useMe();
  const [oldPassword, setOldPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const { submit, isPending, errors } = useForm(["old_password", "new_password"], async () => {
    const body = { old_password: oldPassword, new_password: newPassword };
    await api.post(apiPath("users", "me", "password"), body, { keepSession: true });
    setOldPassword("");
    setNewPassword("");
    toast.success("Password changed. Your other sessions have ended.");
  });
  return (
    <SettingsCard title="Password" description="Changing it ends all other sessions.">
      <form onSubmit={submit} noValidate className="flex max-w-md flex-col gap-4">
        {errors.form && <Banner tone="danger">{errors.form}</Banner>}
        {!me.email_is_placeholder && (
          <input type="hidden" name="username" autoComplete="username" value={me.email} />
        )}
        <PasswordField
          label="Current password"
          value={oldPassword}
          onChange={setOldPassword}
          error={errors.fields.old_password}
          isRequired
        />
        <NewPasswordField
          label="New password"
          value={newPassword}
          onChange={setNewPassword}
          error={errors.fields.new_password}
        />
        <Button
          type="submit"
          variant="primary"
          isPending={isPending}
          isDisabled={oldPassword === "" || newPassword.length < PASSWORD_MIN_LENGTH}
          className="self-start"
        >
          Change password
        </Button>
      </form>
    </SettingsCard>
  );
}
