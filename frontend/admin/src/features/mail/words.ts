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
  work_item: "Work item",
  daily_digest: "Daily digest",
  webhook_paused: "Paused webhook",
};

/** A kind of mail in words; one that is new here, as the server names it. */
export function kindLabel({ kind }: Pick<MailEntry, "kind">): string {
  const words = kind.replaceAll("_", " ");
  return KINDS[kind] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
