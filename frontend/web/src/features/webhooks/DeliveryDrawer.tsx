import { useQuery } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type { DeliveryDetail, Webhook } from "@treasury-plane/api/webhooks";
import { formatDateTime } from "@treasury-plane/kit/dates/format";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Drawer } from "@treasury-plane/ui/Drawer";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import { X } from "lucide-react";
import { QueryGate } from "../../layouts/QueryGate";
import { useForm } from "../../layouts/use-form";
import { DeliveryBadge } from "./Deliveries";
import { deliveryWords } from "./delivery-words";
import { deliveryQuery, webhooksPath } from "./webhook-queries";

interface DeliveryDrawerProps {
  readonly slug: string;
  readonly webhook: Webhook;
  readonly deliveryId: string;
  readonly onChanged: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** One message: what was sent and what was answered. */
export function DeliveryDrawer({
  slug,
  webhook,
  deliveryId,
  onChanged,
  onClose,
}: DeliveryDrawerProps) {
  const delivery = useQuery(deliveryQuery(slug, webhook.id, deliveryId));
  const again = useForm([], async () => {
    await api.post(webhooksPath(slug, webhook.id, "deliveries", deliveryId, "redeliver"));
    await onChanged();
    announce("Sent again");
    onClose();
  });
  return (
    <Drawer isOpen onClose={onClose} label="Message" width="lg">
      <header className="flex items-center gap-2 border-line border-b px-4 py-3">
        <h2 className="mr-auto font-semibold text-base">
          {delivery.data ? deliveryWords(delivery.data) : "Message"}
        </h2>
        <Button
          size="sm"
          isPending={again.isPending}
          isDisabled={!webhook.is_active || delivery.data?.state === "waiting"}
          onPress={() => void again.submit()}
        >
          Send again
        </Button>
        <IconButton label="Close" icon={<X size={16} aria-hidden="true" />} onPress={onClose} />
      </header>
      <div className="flex flex-1 flex-col gap-5 overflow-y-auto p-4">
        {again.errors.form && <Banner tone="danger">{again.errors.form}</Banner>}
        <QueryGate query={delivery} what="message">
          {(found) => <Detail delivery={found} />}
        </QueryGate>
      </div>
    </Drawer>
  );
}

function Detail({ delivery }: { delivery: DeliveryDetail }) {
  const facts: [string, React.ReactNode][] = [
    ["State", <DeliveryBadge key="state" delivery={delivery} />],
    ["Came up", formatDateTime(delivery.created_at)],
    ["Attempts", delivery.attempts],
  ];
  if (delivery.delivered_at) facts.push(["Delivered", formatDateTime(delivery.delivered_at)]);
  if (delivery.next_attempt_at) {
    facts.push(["Next attempt", formatDateTime(delivery.next_attempt_at)]);
  }
  if (delivery.duration_ms !== null) facts.push(["Took", `${delivery.duration_ms} ms`]);
  facts.push(["X-Plane-Delivery", <code key="id">{delivery.id}</code>]);
  if (delivery.redelivery_of) {
    facts.push(["Repeats", <code key="of">{delivery.redelivery_of}</code>]);
  }
  return (
    <>
      {delivery.last_error && <Banner tone="warning">{delivery.last_error}</Banner>}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-fg-3">{name}</dt>
            <dd className="min-w-0 break-all">{value}</dd>
          </div>
        ))}
      </dl>
      <Text title="Request headers" value={pretty(delivery.request_headers)} />
      <Text title="Request" value={prettyJson(delivery.request_body)} />
      <Text title="Answer headers" value={pretty(delivery.response_headers)} />
      <Text title="Answer" value={delivery.response_body} />
    </>
  );
}

function Text({ title, value }: { title: string; value: string | null }) {
  if (!value) return null;
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-medium text-sm">{title}</h3>
      <pre
        // What scrolls must be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs"
      >
        {value}
      </pre>
    </section>
  );
}

function pretty(headers: Record<string, unknown> | null): string | null {
  if (!headers) return null;
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join("\n");
}

function prettyJson(body: string | null): string | null {
  if (!body) return null;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
