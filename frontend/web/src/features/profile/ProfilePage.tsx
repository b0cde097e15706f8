import { useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { meQuery, withDefaults } from "@treasury-plane/api/queries";
import type { Me } from "@treasury-plane/api/types";
import { Avatar } from "@treasury-plane/ui/Avatar";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { TextField } from "@treasury-plane/ui/TextField";
import { toast } from "@treasury-plane/ui/Toast";
import { useState } from "react";
import { ownAddress } from "../../app/own-address";
import { TimezoneField } from "../../app/TimezoneField";
import { SettingsCard, SettingsPage } from "../../layouts/SettingsPage";
import { useForm } from "../../layouts/use-form";
import { useMe } from "../../layouts/use-me";

const FIELDS = ["first_name", "last_name", "display_name", "user_timezone"] as const;

/** `/settings/profile` */
export default function ProfilePage() {
  const me = useMe();
  const queries = useQueryClient();
  const [values, setValues] = useState({
    first_name: me.first_name,
    last_name: me.last_name,
    display_name: me.display_name,
    user_timezone: me.user_timezone,
  });
  const set = (field: keyof typeof values) => (value: string) =>
    setValues((current) => ({ ...current, [field]: value }));
  const { submit, isPending, errors } = useForm(FIELDS, async () => {
    const saved = await api.patch<Me>(apiPath("users", "me"), values);
    queries.setQueryData(meQuery.queryKey, withDefaults(saved));
    toast.success("Profile saved");
  });

  return (
    <SettingsPage title="Profile" description="How you appear to the people you work with.">
      <SettingsCard title="You">
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          {errors.form && <Banner tone="danger">{errors.form}</Banner>}
          <div className="flex items-center gap-3">
            <Avatar person={{ ...me, ...values }} size={40} />
            <div className="min-w-0">
              <p className="truncate font-medium">{values.display_name}</p>
              <p className="truncate text-fg-3 text-sm">{ownAddress(me)}</p>
            </div>
          </div>
          {me.email_is_placeholder && (
            <p className="text-fg-3 text-sm">
              Your account was made by your card or sign-in service, which gave no address. An
              administrator of this installation can add one.
            </p>
          )}
          <div className="flex flex-col gap-4 sm:flex-row">
            <TextField
              label="First name"
              autoComplete="given-name"
              value={values.first_name}
              onChange={set("first_name")}
              error={errors.fields.first_name}
              maxLength={255}
              className="flex-1"
            />
            <TextField
              label="Last name"
              autoComplete="family-name"
              value={values.last_name}
              onChange={set("last_name")}
              error={errors.fields.last_name}
              maxLength={255}
              className="flex-1"
            />
          </div>
          <TextField
            label="Display name"
            autoComplete="nickname"
            value={values.display_name}
            onChange={set("display_name")}
            error={errors.fields.display_name}
            maxLength={255}
            isRequired
          />
          <TimezoneField
            value={values.user_timezone}
            onChange={set("user_timezone")}
            error={errors.fields.user_timezone}
          />
          <Button
            type="submit"
            variant="primary"
            isPending={isPending}
            isDisabled={values.display_name.trim() === ""}
            className="self-start"
          >
            Save
          </Button>
        </form>
      </SettingsCard>
    </SettingsPage>
  );
}
