import type { MailEntry, MailSecurity, MailState } from "../../contract";

export const SECURITIES: readonly { id: MailSecurity; label: string; port: number }[] = [
  { id: "starttls", label: "STARTTLS", port: 587 },
  { id: "tls", label: "TLS from the start", port: 465 },
  { id: "none", label: "None", port: 25 },
];

export const MAIL_STATES: readonly { id: MailState; label: string }[] = [
  { id: "waiting", label: "Waiting" },
  { id: "sent", label: "Sent" },
  { id: "failed", label: "Failed" },
];

const KINDS: Record<string, string> = {
  invitation: "Invitation",
  magic_link: "Magic link",
  password_reset: "Password reset",
  welcome: "Welcome",
  digest: "Digest",
  notification: "Notification",
  property_change: "Changes of properties",
  state_change: "Change of state",
  issue_completed: "Completed work item",
  comment: "Comment",
  mention: "Mention",
  due_soon: "Due soon",
  overdue: "Overdue",
  test: "Test",
};

/** A kind of mail in words; one that is new here, as the server names it. */
export function kindLabel({ kind }: Pick<MailEntry, "kind">): string {
  const words = kind.replaceAll("_", " ");
  return KINDS[kind] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
