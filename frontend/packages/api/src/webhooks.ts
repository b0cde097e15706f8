// Webhooks of a workspace and what was sent to them.

import type { Answer } from "./types";

/** What a webhook can hear of. */
export type WebhookTopic = "project" | "issue" | "cycle" | "module" | "issue_comment";

export type Webhook = Omit<Answer<"Webhook">, "secret_key">;

/** The answer to creating a webhook or renewing its secret: the only times that it is shown. */
export type NewWebhook = Webhook & { secret_key: string };

export type DeliveryState = "waiting" | "delivered" | "failed";

export type Delivery = Answer<"WebhookDelivery", { state: DeliveryState }>;

type Headers = Record<string, unknown>;

export type DeliveryDetail = Answer<
  "WebhookDeliveryDetail",
  {
    state: DeliveryState;
    request_headers: Headers | null;
    response_headers: Headers | null;
  }
>;
