// The ways in that belong to an account, and the cards seen with them. Written by hand from the
// HTTP contract until the generated schema has these endpoints.

import type { DateTime, Uuid } from "./types";

export type IdentityKind = "dod_edipi" | "upn" | "subject" | "uid" | "oidc";

/** Something that proves who somebody is: of a card, or of a provider. */
export interface Identity {
  id: Uuid;
  method: "piv" | "oidc";
  provider_name: string | null;
  kind: IdentityKind;
  /** The value, as a person may read it. */
  label: string;
  trust_domain: string;
  created_at: DateTime;
  last_used_at: DateTime | null;
}

/** A certificate that was used to sign in. */
export interface Card {
  id: Uuid;
  subject: string;
  issuer: string;
  serial: string;
  card_uuid: string | null;
  not_before: DateTime;
  not_after: DateTime;
  first_seen_at: DateTime;
  last_seen_at: DateTime;
  blocked_at: DateTime | null;
}

/** `GET /api/v1/users/me/identities` */
export interface Identities {
  identities: Identity[];
  cards: Card[];
}
