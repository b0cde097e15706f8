import { useMutation, useQueryClient } from "@tanstack/react-query";
import { instanceQuery } from "@treasury-plane/api/queries";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { TextField } from "@treasury-plane/ui/TextField";
import { toast } from "@treasury-plane/ui/Toast";
import { type FormEvent, useState } from "react";
import { Card } from "../../shell/Page";
import { type Authentication, authenticationQuery, changeAuthentication } from "./queries";
import { FIELDS, fromSessions, mistakes, type SessionValues, toPatch } from "./sessions";

/** When people are signed out by themselves, and how many sessions one person may have. */
export function SessionForm({ sessions }: { sessions: Authentication["sessions"] }) {
  const client = useQueryClient();
  const [values, setValues] = useState<SessionValues>(() => fromSessions(sessions));
  const [isChecked, setChecked] = useState(false);
  const before = fromSessions(sessions);
  const isDirty = FIELDS.some((field) => values[field].trim() !== before[field]);
  const save = useMutation({
    mutationFn: () => changeAuthentication(toPatch(values)),
    onSuccess: (saved) => {
      client.setQueryData(authenticationQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: instanceQuery.queryKey });
      setValues(fromSessions(saved.sessions));
      toast.success("Session limits saved");
    },
  });
  const refused = formErrors(save.error, FIELDS);
  const wrong = mistakes(values);
  const fields = isChecked ? { ...refused.fields, ...wrong } : refused.fields;
  const set = (field: keyof SessionValues) => (value: string) =>
    setValues((current) => ({ ...current, [field]: value }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isDirty && !save.isPending && Object.keys(wrong).length === 0) save.mutate();
  };
  return (
    <Card
      title="Sessions"
      description={`People are warned ${Math.round(sessions.warn_seconds / 60)} minutes before a session ends and can extend it by keyboard.`}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {refused.form && <Banner tone="danger">{refused.form}</Banner>}
        <div className="grid gap-4 sm:grid-cols-3">
          <TextField
            label="Idle limit (minutes)"
            description="Signed out after this long without use."
            inputMode="numeric"
            value={values.session_idle_minutes}
            onChange={set("session_idle_minutes")}
            error={fields.session_idle_minutes}
          />
          <TextField
            label="Longest session (hours)"
            description="Signed out after this long in any case."
            inputMode="numeric"
            value={values.session_absolute_hours}
            onChange={set("session_absolute_hours")}
            error={fields.session_absolute_hours}
          />
          <TextField
            label="Sessions at once"
            description="The oldest ends beyond this. Empty: no limit."
            inputMode="numeric"
            value={values.sessions_per_user_max}
            onChange={set("sessions_per_user_max")}
            error={fields.sessions_per_user_max}
          />
        </div>
        <Button
          type="submit"
          variant="primary"
          className="self-start"
          isDisabled={!isDirty}
          isPending={save.isPending}
        >
          Save limits
        </Button>
      </form>
    </Card>
  );
}
