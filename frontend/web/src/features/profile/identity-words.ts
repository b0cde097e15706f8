import type { SignInMethod } from "@treasury-plane/api/auth";
import type { Card, Identity, IdentityKind } from "@treasury-plane/api/identities";

const METHODS: Record<SignInMethod, string> = {
  password: "Password",
  link: "One-time link",
  piv: "PIV or CAC card",
  oidc: "Sign-in service",
};

/** How a session was opened. A method that this page does not know is shown as it is. */
export function methodName(method: SignInMethod): string {
  return METHODS[method] ?? method;
}

const KINDS: Record<IdentityKind, string> = {
  dod_edipi: "DoD ID number",
  upn: "Principal name",
  subject: "Name in the certificate",
  uid: "Agency person number",
  oidc: "Account at the service",
};

/** What kind of thing identifies the person. */
export function kindName(kind: IdentityKind): string {
  return KINDS[kind] ?? kind;
}

/** "PIV or CAC card", or the provider by its name. */
export function identityName({ method, provider_name }: Identity): string {
  return method === "oidc" ? (provider_name ?? METHODS.oidc) : METHODS.piv;
}

/** Whether a card can be used, as far as this page can tell. */
export function cardStatus(card: Card, now = Date.now()): "blocked" | "expired" | "future" | "ok" {
  if (card.blocked_at) return "blocked";
  if (Date.parse(card.not_after) < now) return "expired";
  return Date.parse(card.not_before) > now ? "future" : "ok";
}

/** The common name of a distinguished name, or all of it when there is none. */
export function commonName(subject: string): string {
  const match = /(?:^|[,/+]\s*)CN\s*=\s*((?:\\.|[^,/+\\])+)/i.exec(subject);
  return match?.[1]?.replace(/\\(.)/g, "$1").trim() || subject;
}
