import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type { Delivery, Webhook } from "@treasury-plane/api/webhooks";
import { formatDateTime, formatRelative } from "@treasury-plane/kit/dates/format";
import { Badge } from "@treasury-plane/ui/Badge";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Pager } from "@treasury-plane/ui/Pager";
import type { Column } from "@treasury-plane/ui/Table";
import { Table } from "@treasury-plane/ui/Table";
import { useState } from "react";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsCard } from "../../layouts/SettingsPage";
import { useForm } from "../../layouts/use-form";
import { DeliveryDrawer } from "./DeliveryDrawer";
import { deliveryWords } from "./delivery-words";
import { deliveriesQuery, webhookQuery, webhooksPath } from "./webhook-queries";

/** What was sent, newest first. */
export function Deliveries({ slug, webhook }: { slug: string; webhook: Webhook }) {
  const queries = useQueryClient();
  const [cursor, setCursor] = useState<string | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const deliveries = useQuery({
    ...deliveriesQuery(slug, webhook.id, cursor),
    placeholderData: (before) => before,
  });
  const refresh = () =>
    queries.invalidateQueries({ queryKey: [...webhookQuery(slug, webhook.id).queryKey] });
  const test = useForm([], async () => {
    await api.post(webhooksPath(slug, webhook.id, "test"));
    await refresh();
  });
  const columns: Column<Delivery>[] = [
    {
      id: "what",
      header: "Message",
      cell: (delivery) => (
        <button
          type="button"
          onClick={() => setOpen(delivery.id)}
          className="font-medium text-accent-fg underline-offset-2 hover:underline"
        >
          {deliveryWords(delivery)}
          <span className="sr-only">, {formatDateTime(delivery.created_at)}</span>
        </button>
      ),
    },
    {
      id: "at",
      header: "When",
      cell: ({ created_at }) => (
        <time dateTime={created_at} title={formatDateTime(created_at)}>
          {formatRelative(created_at)}
        </time>
      ),
    },
    { id: "state", header: "State", cell: (delivery) => <DeliveryBadge delivery={delivery} /> },
    {
      id: "attempts",
      header: "Attempts",
      from: "sm",
      align: "end",
      cell: ({ attempts }) => <span className="tabular-nums">{attempts}</span>,
    },
  ];
  return (
    <SettingsCard title="Messages" description="What was sent in the last 30 days.">
      <div className="flex flex-col gap-3">
        {test.errors.form && <Banner tone="danger">{test.errors.form}</Banner>}
        <Button
          className="self-end"
          isPending={test.isPending}
          isDisabled={!webhook.is_active}
          onPress={() => void test.submit()}
        >
          Send a test
        </Button>
        <QueryGate query={deliveries} what="messages">
          {(page) =>
            page.results.length === 0 ? (
              <p className="text-fg-3 text-sm">Nothing was sent yet.</p>
            ) : (
              <>
                <Table
                  caption="Messages"
                  columns={columns}
                  rows={page.results}
                  rowKey={(delivery) => delivery.id}
                  rowHeader="what"
                  isBusy={deliveries.isPlaceholderData}
                />
                <Pager
                  noun="messages"
                  shown={page.results.length}
                  total={page.total_results ?? page.results.length}
                  onPrevious={
                    page.prev_page_results ? () => setCursor(page.prev_cursor ?? null) : undefined
                  }
                  onNext={
                    page.next_page_results ? () => setCursor(page.next_cursor ?? null) : undefined
                  }
                />
              </>
            )
          }
        </QueryGate>
      </div>
      {open && (
        <DeliveryDrawer
          slug={slug}
          webhook={webhook}
          deliveryId={open}
          onChanged={refresh}
          onClose={() => setOpen(null)}
        />
      )}
    </SettingsCard>
  );
}

/** How a message fares, in a word or a status. */
export function DeliveryBadge({ delivery }: { delivery: Delivery }) {
  const { state, response_status: status, attempts } = delivery;
  if (state === "delivered") return <Badge tone="success">Delivered</Badge>;
  if (state === "failed") {
    return <Badge tone="danger">{status ? `Failed: ${status}` : "Failed"}</Badge>;
  }
  return <Badge tone={attempts > 0 ? "warning" : "neutral"}>Waiting</Badge>;
}
