// What people are told, and what they want to be told.

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
