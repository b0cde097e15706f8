import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { authMethodsQuery, instanceQuery } from "@treasury-plane/api/queries";
import type { Instance } from "@treasury-plane/api/types";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Switch } from "@treasury-plane/ui/Switch";
import { TextField } from "@treasury-plane/ui/TextField";
import { toast } from "@treasury-plane/ui/Toast";
import { type FormEvent, useState } from "react";
import { Card } from "../../shell/Page";
import { changes, FIELDS, fromInstance, mistakes, type SettingsValues } from "./settings";

/** Name, and who may create workspaces. */
export function SettingsForm({ instance }: { instance: Instance }) {
  const client = useQueryClient();
  const [values, setValues] = useState<SettingsValues>(() => fromInstance(instance));
  const set =
    <K extends keyof SettingsValues>(field: K) =>
    (value: SettingsValues[K]) =>
      setValues((current) => ({ ...current, [field]: value }));
  const patch = changes(instance, values);
  const isDirty = Object.keys(patch).length > 0;

  const save = useMutation({
    mutationFn: () => api.patch<Instance>(apiPath("instance"), patch),
    onSuccess: (saved) => {
      client.setQueryData(instanceQuery.queryKey, saved);
      client.setQueryData(authMethodsQuery.queryKey, (methods) =>
        methods ? { ...methods, instance_name: saved.name } : methods,
      );
      setValues(fromInstance(saved));
      toast.success("Settings saved");
    },
  });
  const [isChecked, setChecked] = useState(false);
  const refused = formErrors(save.error, FIELDS);
  const wrong = mistakes(values);
  const errors = {
    form: refused.form,
    fields: isChecked ? { ...refused.fields, ...wrong } : refused.fields,
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isDirty && !save.isPending && Object.keys(wrong).length === 0) save.mutate();
  };
  const reset = () => {
    setValues(fromInstance(instance));
    setChecked(false);
    save.reset();
  };

  return (
    <Card title="Settings">
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        {errors.form && <Banner tone="danger">{errors.form}</Banner>}
        <TextField
          label="Name of this installation"
          description="Shown at sign-in and in this navigation."
          isRequired
          value={values.name}
          onChange={set("name")}
          error={errors.fields.name}
          className="max-w-md"
        />
        <Switch
          isSelected={values.allow_workspace_creation}
          onChange={set("allow_workspace_creation")}
          description="When off, only administrators create workspaces, on the Workspaces page."
          className="max-w-xl"
        >
          Everyone may create workspaces
        </Switch>
        <div className="flex items-center gap-2">
          <Button type="submit" variant="primary" isDisabled={!isDirty} isPending={save.isPending}>
            Save changes
          </Button>
          {isDirty && (
            <Button variant="ghost" onPress={reset}>
              Discard
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
