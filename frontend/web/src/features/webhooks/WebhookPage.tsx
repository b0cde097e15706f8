import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type { NewWebhook, Webhook } from "@treasury-plane/api/webhooks";
import { formatDateTime } from "@treasury-plane/kit/dates/format";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { Switch } from "@treasury-plane/ui/Switch";
import { TextField } from "@treasury-plane/ui/TextField";
import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsCard, SettingsPage } from "../../layouts/SettingsPage";
import { useForm } from "../../layouts/use-form";
import { paths } from "../../paths";
import { Deliveries } from "./Deliveries";
import { SecretShown } from "./SecretShown";
import { hasTopic, TopicChoices, type Topics } from "./TopicChoices";
import { webhookQuery, webhooksPath, webhooksQuery } from "./webhook-queries";

/** `/:ws/settings/webhooks/:id` */
export default function WebhookPage() {
  const { ws = "", id = "" } = useParams();
  const webhook = useQuery(webhookQuery(ws, id));
  return (
    <SettingsPage
      title="Webhook"
      action={
        <Link
          to={paths.webhooks(ws)}
          className="flex items-center gap-1 text-accent-fg text-sm underline-offset-2 hover:underline"
        >
          <ArrowLeft size={14} aria-hidden="true" /> All webhooks
        </Link>
      }
    >
      <QueryGate query={webhook} what="webhook">
        {(found) => (
          <>
            <Settings slug={ws} webhook={found} key={found.updated_at} />
            <Deliveries slug={ws} webhook={found} />
            <Secret slug={ws} webhook={found} />
            <Removal slug={ws} webhook={found} />
          </>
        )}
      </QueryGate>
    </SettingsPage>
  );
}

interface PartProps {
  readonly slug: string;
  readonly webhook: Webhook;
}

/** Reads the webhook and the list anew. */
function useRefresh(slug: string) {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: webhooksQuery(slug).queryKey });
}

function Settings({ slug, webhook }: PartProps) {
  const refresh = useRefresh(slug);
  const [url, setUrl] = useState(webhook.url);
  const [topics, setTopics] = useState<Topics>(webhook);
  const { submit, isPending, errors } = useForm(["url"], async () => {
    const { project, issue, cycle, module, issue_comment } = topics;
    const body = { url: url.trim(), project, issue, cycle, module, issue_comment };
    await api.patch(webhooksPath(slug, webhook.id), body);
    await refresh();
  });
  const turn = useForm([], async () => {
    await api.patch(webhooksPath(slug, webhook.id), { is_active: !webhook.is_active });
    await refresh();
  });
  return (
    <SettingsCard title="Settings">
      <div className="flex flex-col gap-4">
        {webhook.paused_at && (
          <Banner tone="danger">
            Paused on {formatDateTime(webhook.paused_at)} because the receiver failed again and
            again. {webhook.pause_reason} Switch it on when the receiver works: what waits is sent
            then. What has happened since was not recorded for it.
          </Banner>
        )}
        {turn.errors.form && <Banner tone="danger">{turn.errors.form}</Banner>}
        <Switch
          isSelected={webhook.is_active}
          isDisabled={turn.isPending}
          onChange={() => void turn.submit()}
          description="While it is off, changes are not sent, and not sent later either."
        >
          Send messages
        </Switch>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          {errors.form && <Banner tone="danger">{errors.form}</Banner>}
          <TextField
            label="Address"
            type="url"
            value={url}
            onChange={setUrl}
            error={errors.fields.url}
            maxLength={1024}
            isRequired
            autoComplete="off"
          />
          <TopicChoices value={topics} onChange={setTopics} />
          <Button
            type="submit"
            variant="primary"
            className="self-end"
            isPending={isPending}
            isDisabled={!hasTopic(topics)}
          >
            Save
          </Button>
        </form>
      </div>
    </SettingsCard>
  );
}

function Secret({ slug, webhook }: PartProps) {
  const refresh = useRefresh(slug);
  const [isAsking, setAsking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <SettingsCard
      title="Secret"
      description="Messages are signed with it. It cannot be shown again, only replaced."
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-fg-2 text-sm">
          {webhook.previous_secret_until
            ? `Until ${formatDateTime(webhook.previous_secret_until)} the secret before signs too.`
            : `In use since ${formatDateTime(webhook.secret_rotated_at ?? webhook.created_at)}.`}
        </p>
        <Button onPress={() => setAsking(true)}>New secret</Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Make a new secret?"
        confirmLabel="Make a new secret"
        tone="primary"
        onConfirm={async () => {
          const path = webhooksPath(slug, webhook.id, "regenerate");
          setSecret((await api.post<NewWebhook>(path)).secret_key);
          await refresh();
        }}
      >
        For 24 hours messages carry both signatures, the old one as X-Plane-Signature-Previous, so
        that the receiver can be changed without losing any.
      </ConfirmDialog>
      {secret && <SecretShown secret={secret} onClose={() => setSecret(null)} />}
    </SettingsCard>
  );
}

function Removal({ slug, webhook }: PartProps) {
  const refresh = useRefresh(slug);
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  return (
    <SettingsCard title="Delete" tone="danger">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-fg-2 text-sm">Its messages that still wait are not sent.</p>
        <Button variant="danger" onPress={() => setAsking(true)}>
          Delete webhook
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Delete this webhook?"
        confirmLabel="Delete"
        onConfirm={async () => {
          await api.del(webhooksPath(slug, webhook.id));
          navigate(paths.webhooks(slug));
          await refresh();
        }}
      >
        {webhook.url} is told nothing any more, and the log of its messages is deleted.
      </ConfirmDialog>
    </SettingsCard>
  );
}
