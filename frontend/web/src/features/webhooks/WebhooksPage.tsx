import { useQuery } from "@tanstack/react-query";
import { workspaceQuery } from "@treasury-plane/api/queries";
import type { Webhook } from "@treasury-plane/api/webhooks";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import type { Column } from "@treasury-plane/ui/Table";
import { Table } from "@treasury-plane/ui/Table";
import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsPage } from "../../layouts/SettingsPage";
import { paths } from "../../paths";
import { CreateWebhookDialog } from "./CreateWebhookDialog";
import { topicWords } from "./TopicChoices";
import { webhooksQuery } from "./webhook-queries";

/** `/:ws/settings/webhooks` */
export default function WebhooksPage() {
  const { ws = "" } = useParams();
  const { data: workspace } = useQuery(workspaceQuery(ws));
  const isAdmin = (workspace?.role ?? 0) >= 20;
  return (
    <SettingsPage
      title="Webhooks"
      description="Other systems that are told when something changes in this workspace."
    >
      {workspace && !isAdmin ? (
        <EmptyState icon={<WebhookIcon size={20} aria-hidden="true" />} title="Not for you">
          Only administrators of the workspace see its webhooks.
        </EmptyState>
      ) : (
        workspace && <Webhooks slug={ws} />
      )}
    </SettingsPage>
  );
}

function Webhooks({ slug }: { slug: string }) {
  const webhooks = useQuery(webhooksQuery(slug));
  const [isCreating, setCreating] = useState(false);
  const create = (
    <Button
      variant="primary"
      icon={<Plus size={15} aria-hidden="true" />}
      onPress={() => setCreating(true)}
    >
      New webhook
    </Button>
  );
  const columns: Column<Webhook>[] = [
    {
      id: "url",
      header: "Address",
      className: "max-w-0 w-full",
      cell: (webhook) => (
        <Link
          to={paths.webhook(slug, webhook.id)}
          className="block truncate font-medium text-accent-fg underline-offset-2 hover:underline"
        >
          {webhook.url}
        </Link>
      ),
    },
    {
      id: "topics",
      header: "Hears of",
      from: "md",
      className: "whitespace-nowrap",
      cell: topicWords,
    },
    { id: "state", header: "State", cell: (webhook) => <WebhookState webhook={webhook} /> },
  ];
  return (
    <>
      <QueryGate query={webhooks} what="webhooks">
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              icon={<WebhookIcon size={20} aria-hidden="true" />}
              title="No webhooks"
              action={create}
              className="rounded-lg border border-line border-dashed"
            >
              A webhook sends a signed message to an address of yours for each change.
            </EmptyState>
          ) : (
            <div className="flex flex-col gap-3">
              <div className="self-end">{create}</div>
              <Table
                caption="Webhooks"
                columns={columns}
                rows={list}
                rowKey={(webhook) => webhook.id}
                rowHeader="url"
              />
            </div>
          )
        }
      </QueryGate>
      {isCreating && <CreateWebhookDialog slug={slug} onClose={() => setCreating(false)} />}
    </>
  );
}

function WebhookState({ webhook }: { webhook: Webhook }) {
  if (webhook.paused_at) return <Badge tone="danger">Paused</Badge>;
  return webhook.is_active ? <Badge tone="success">On</Badge> : <Badge>Off</Badge>;
}
