/** Kinds of identifiers in words. */
export const KINDS: Record<string, string> = {
  dod_edipi: "DoD identifier (EDIPI)",
  upn: "User principal name",
  subject: "Issuer and subject",
  uid: "Agency identifier (UID)",
  oidc: "Provider's account",
};
