import type { Anchor, AnchorSettings, IdentifierKind } from "./queries";

/** An anchor's settings as the form holds them: lists as text, a line or word each. */
export interface AnchorValues {
  policies: string;
  revocation: Anchor["revocation"];
  soft_grace_hours: string;
  soft_until: string;
  /** Ask the responder that the card names before the lists. */
  ocsp: boolean;
  identifier_kinds: IdentifierKind[];
  dod: boolean;
  upn_suffixes: string;
  issuer_group: string;
  auto_provision: boolean;
  require_client_auth_eku: boolean;
  accept_absent_eku: boolean;
  inhibit_policy_mapping: boolean;
  enabled: boolean;
}

export function fromAnchor(anchor: Anchor): AnchorValues {
  return {
    policies: anchor.policies.join("\n"),
    revocation: anchor.revocation,
    soft_grace_hours: String(anchor.soft_grace_hours),
    soft_until: anchor.soft_until?.slice(0, 10) ?? "",
    ocsp: anchor.ocsp === "prefer",
    identifier_kinds: anchor.identifier_kinds,
    dod: anchor.dod,
    upn_suffixes: anchor.upn_suffixes.join(" "),
    issuer_group: anchor.issuer_group,
    auto_provision: anchor.auto_provision,
    require_client_auth_eku: anchor.require_client_auth_eku,
    accept_absent_eku: anchor.accept_absent_eku,
    inhibit_policy_mapping: anchor.inhibit_policy_mapping,
    enabled: anchor.enabled,
  };
}

const words = (text: string) => text.split(/[\s,]+/).filter(Boolean);

/** As the server takes it. Late revocation data has an end; the others have none. */
export function toSettings(values: AnchorValues): AnchorSettings {
  const isSoft = values.revocation === "soft";
  const { policies, soft_grace_hours, soft_until, ocsp, upn_suffixes, ...same } = values;
  return {
    ...same,
    ocsp: ocsp ? "prefer" : "off",
    policies: words(policies),
    upn_suffixes: words(upn_suffixes),
    ...(isSoft && soft_grace_hours.trim() !== ""
      ? { soft_grace_hours: Number(soft_grace_hours) }
      : {}),
    ...(isSoft && soft_until !== "" ? { soft_until: `${soft_until}T23:59:59Z` } : {}),
  };
}
