// Webhooks of a workspace and what was sent to them.

import type { DateTime, Uuid } from "./types";

/** What a webhook can hear of. */
export type WebhookTopic = "project" | "issue" | "cycle" | "module" | "issue_comment";

export type Webhook = Record<WebhookTopic, boolean> & {
  id: Uuid;
  url: string;
  is_active: boolean;
  paused_at: DateTime | null;
  pause_reason: string | null;
  secret_rotated_at: DateTime | null;
  previous_secret_until: DateTime | null;
  created_at: DateTime;
  updated_at: DateTime;
  workspace: Uuid;
};

/** The answer to creating a webhook or renewing its secret: the only times that it is shown. */
export type NewWebhook = Webhook & { secret_key: string };

export type DeliveryState = "waiting" | "delivered" | "failed";

export interface Delivery {
  id: Uuid;
  event: string;
  action: string;
  state: DeliveryState;
  attempts: number;
  response_status: number | null;
  duration_ms: number | null;
  last_error: string | null;
  created_at: DateTime;
  delivered_at: DateTime | null;
  next_attempt_at: DateTime | null;
  redelivery_of: Uuid | null;
}

export interface DeliveryDetail extends Delivery {
  request_headers: Record<string, unknown> | null;
  request_body: string | null;
  response_headers: Record<string, unknown> | null;
  response_body: string | null;
}
