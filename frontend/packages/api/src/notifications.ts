// What people are told, and what they want to be told.

import type { DateTime, UserLite, Uuid } from "./types";

/** `GET /api/v1/users/me/notification-preferences`. Times are `HH:MM` in the person's time zone. */
export interface NotificationPreferences {
  property_change: boolean;
  state_change: boolean;
  comment: boolean;
  mention: boolean;
  issue_completed: boolean;
  due_soon: boolean;
  overdue: boolean;
  email_digest: EmailDigest;
  quiet_hours_enabled: boolean;
  quiet_from: string;
  quiet_until: string;
}

/** When mails about work items come: after a few minutes, once a day, or not at all. */
export type EmailDigest = "soon" | "daily" | "off";

/** Something that the person was told. */
export interface Notification {
  id: Uuid;
  created_at: DateTime;
  updated_at: DateTime;
  triggered_by_details: UserLite | null;
  is_mentioned_notification: boolean;
  data: { issue?: NotifiedItem };
  entity_identifier: Uuid;
  title: string;
  message_stripped: string;
  sender: string;
  read_at: DateTime | null;
  snoozed_till: DateTime | null;
  archived_at: DateTime | null;
  project: Uuid;
  workspace: Uuid;
  triggered_by: Uuid | null;
}

/** The work item as it was when it happened. */
export interface NotifiedItem {
  id: Uuid;
  name: string;
  identifier: string;
  sequence_id: number;
  state_name: string;
  state_group: string;
}

export interface UnreadCounts {
  total_unread_notifications_count: number;
  mention_unread_notifications_count: number;
}
