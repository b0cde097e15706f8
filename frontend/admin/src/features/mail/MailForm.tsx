import { useMutation, useQueryClient } from "@tanstack/react-query";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { Badge } from "@treasury-plane/ui/Badge";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Switch } from "@treasury-plane/ui/Switch";
import { toast } from "@treasury-plane/ui/Toast";
import { type FormEvent, useState } from "react";
import type { MailSettings } from "../../contract";
import { Card } from "../../shell/Page";
import { UnsavedGuard } from "../../shell/UnsavedGuard";
import { MailFields } from "./MailFields";
import { mailQuery } from "./public";
import { changeMail } from "./queries";
import { changes, FIELDS, fromSettings, mistakes } from "./settings";
import { TestMail } from "./TestMail";

/** The way out for mail. Read-only where the host's settings decide. */
export function MailForm({ settings }: { settings: MailSettings }) {
  const client = useQueryClient();
  const [values, setValues] = useState(() => fromSettings(settings));
  const [isChecked, setChecked] = useState(false);
  const patch = changes(settings, values);
  const isReadOnly = settings.set_by_config;
  const isDirty = !isReadOnly && Object.keys(patch).length > 0;
  const save = useMutation({
    mutationFn: () => changeMail(patch),
    onSuccess: (saved) => {
      client.setQueryData(mailQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: authMethodsQuery.queryKey });
      setValues(fromSettings(saved));
      setChecked(false);
      toast.success("E-mail settings saved");
    },
  });
  const refused = formErrors(save.error, FIELDS);
  const wrong = mistakes(values);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isDirty && !save.isPending && Object.keys(wrong).length === 0) save.mutate();
  };
  const reset = () => {
    setValues(fromSettings(settings));
    setChecked(false);
    save.reset();
  };

  return (
    <Card
      title="Mail server"
      description="Invitations, sign-in links and notifications go out by SMTP. Without it, people are given links by hand."
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <div className="flex items-center gap-2 text-sm">
          <span className="text-fg-3">State</span> <Readiness settings={settings} />
        </div>
        {isReadOnly && (
          <Banner>
            Set by the settings file of the host ([mail] in treasury-plane.toml), so it cannot be
            changed here.
          </Banner>
        )}
        {refused.form && <Banner tone="danger">{refused.form}</Banner>}
        <Switch
          className="max-w-xl"
          isSelected={values.enabled}
          isDisabled={isReadOnly}
          onChange={(enabled) => setValues({ ...values, enabled })}
        >
          Send e-mail
        </Switch>
        <MailFields
          values={values}
          errors={isChecked ? { ...refused.fields, ...wrong } : refused.fields}
          settings={settings}
          onChange={setValues}
        />
        <div className="flex flex-wrap items-center gap-2">
          {!isReadOnly && (
            <Button
              type="submit"
              variant="primary"
              isDisabled={!isDirty}
              isPending={save.isPending}
            >
              Save changes
            </Button>
          )}
          {isDirty && (
            <Button variant="ghost" onPress={reset}>
              Discard
            </Button>
          )}
          <TestMail isDirty={isDirty} />
        </div>
      </form>
      <UnsavedGuard isDirty={isDirty} />
    </Card>
  );
}

function Readiness({ settings }: { settings: MailSettings }) {
  if (!settings.enabled) return <Badge>Off</Badge>;
  if (settings.ready) return <Badge tone="success">Ready</Badge>;
  return <Badge tone="warning">Not complete</Badge>;
}
