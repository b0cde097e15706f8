// The ways in that belong to an account, and the cards seen with them.

import type { Answer } from "./types";

export type IdentityKind = "dod_edipi" | "upn" | "subject" | "uid" | "oidc";

/** Something that proves who somebody is: of a card, or of a provider. */
export type Identity = Answer<"Identity", { method: "piv" | "oidc"; kind: IdentityKind }>;

/** A certificate that was used to sign in. */
export type Card = Answer<"Card">;

/** `GET /api/v1/users/me/identities` and the same of any account for an administrator. */
export type Identities = Answer<"Identities", { identities: Identity[]; cards: Card[] }>;
