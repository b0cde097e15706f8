import { useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type { NewWebhook } from "@treasury-plane/api/webhooks";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { TextField } from "@treasury-plane/ui/TextField";
import { useState } from "react";
import { useForm } from "../../layouts/use-form";
import { SecretShown } from "./SecretShown";
import { hasTopic, NO_TOPICS, TopicChoices } from "./TopicChoices";
import { webhooksPath, webhooksQuery } from "./webhook-queries";

/** Makes a webhook and shows its secret, once. */
export function CreateWebhookDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
  const queries = useQueryClient();
  const [url, setUrl] = useState("https://");
  const [topics, setTopics] = useState({ ...NO_TOPICS, issue: true, issue_comment: true });
  const [made, setMade] = useState<NewWebhook | null>(null);
  const { submit, isPending, errors } = useForm(["url"], async () => {
    setMade(await api.post<NewWebhook>(webhooksPath(slug), { url: url.trim(), ...topics }));
    await queries.invalidateQueries({ queryKey: webhooksQuery(slug).queryKey });
  });

  if (made) return <SecretShown secret={made.secret_key} onClose={onClose} />;
  return (
    <Dialog isOpen onClose={onClose} title="New webhook">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {errors.form && <Banner tone="danger">{errors.form}</Banner>}
        <TextField
          label="Address"
          description="An https address that takes POST requests."
          type="url"
          value={url}
          onChange={setUrl}
          error={errors.fields.url}
          maxLength={1024}
          isRequired
          autoFocus
          autoComplete="off"
        />
        <TopicChoices value={topics} onChange={setTopics} />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            isPending={isPending}
            isDisabled={url.trim().length < 9 || !hasTopic(topics)}
          >
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
