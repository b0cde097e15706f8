import { useMutation, useQueryClient } from "@tanstack/react-query";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Switch } from "@treasury-plane/ui/Switch";
import { TextArea } from "@treasury-plane/ui/TextArea";
import { TextField } from "@treasury-plane/ui/TextField";
import { toast } from "@treasury-plane/ui/Toast";
import { type FormEvent, useState } from "react";
import { Card } from "../../shell/Page";
import { type Authentication, authenticationQuery, changeAuthentication } from "./queries";

/** The system-use notice that people accept before any way to sign in is usable. */
export function NoticeForm({ notice }: { notice: Authentication["notice"] }) {
  const client = useQueryClient();
  const [values, setValues] = useState(notice);
  const isDirty =
    values.enabled !== notice.enabled ||
    values.title !== notice.title ||
    values.text !== notice.text;
  const save = useMutation({
    mutationFn: () =>
      changeAuthentication({
        notice_enabled: values.enabled,
        notice_title: values.title,
        notice_text: values.text,
      }),
    onSuccess: (saved) => {
      client.setQueryData(authenticationQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: authMethodsQuery.queryKey });
      setValues(saved.notice);
      toast.success("Notice saved");
    },
  });
  const errors = formErrors(save.error, ["notice_title", "notice_text"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isDirty && !save.isPending) save.mutate();
  };
  return (
    <Card
      title="System-use notice"
      description="Shown before sign-in; no control works until it is accepted. A new text is asked again."
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {errors.form && <Banner tone="danger">{errors.form}</Banner>}
        <Switch
          className="max-w-xl"
          isSelected={values.enabled}
          onChange={(enabled) => setValues({ ...values, enabled })}
        >
          Ask people to accept the notice
        </Switch>
        <TextField
          label="Title"
          className="max-w-xl"
          isDisabled={!values.enabled}
          value={values.title}
          onChange={(title) => setValues({ ...values, title })}
          error={errors.fields.notice_title}
        />
        <TextArea
          label="Text"
          description="Plain text; an empty line begins a new paragraph."
          rows={6}
          isDisabled={!values.enabled}
          value={values.text}
          onChange={(text) => setValues({ ...values, text })}
          error={errors.fields.notice_text}
        />
        <div className="flex items-center gap-2">
          <Button type="submit" variant="primary" isDisabled={!isDirty} isPending={save.isPending}>
            Save notice
          </Button>
          {isDirty && (
            <Button variant="ghost" onPress={() => setValues(notice)}>
              Discard
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
