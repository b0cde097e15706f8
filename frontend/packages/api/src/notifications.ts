// What people are told, and what they want to be told.

import type { Answer, UserLite, Uuid } from "./types";

/** `GET /api/v1/users/me/notification-preferences`. Times are `HH:MM` in the person's time zone. */
export type NotificationPreferences = Answer<
  "NotificationPreferences",
  { email_digest: EmailDigest }
>;

/** When mails about work items come: after a few minutes, once a day, or not at all. */
export type EmailDigest = "soon" | "daily" | "off";

/** Something that the person was told. */
export type Notification = Answer<
  "Notification",
  { data: { issue?: NotifiedItem }; triggered_by_details: UserLite | null }
>;

/** The work item as it was when it happened. */
export interface NotifiedItem {
  id: Uuid;
  name: string;
  identifier: string;
  sequence_id: number;
  state_name: string;
  state_group: string;
}

export type UnreadCounts = Answer<"UnreadCount">;
