import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { toApiError } from "@treasury-plane/api/errors";
import type { DateTime, Uuid } from "@treasury-plane/api/types";

export type Revocation = "hard" | "soft" | "off";
export type IdentifierKind = "dod_edipi" | "upn" | "subject" | "uid";

/** An issuer that this installation trusts, and on what terms. */
export interface Anchor {
  id: Uuid;
  sha256: string;
  subject: string;
  not_before: DateTime;
  not_after: DateTime;
  expires_soon: boolean;
  trust_domain: string;
  policies: string[];
  require_client_auth_eku: boolean;
  accept_absent_eku: boolean;
  inhibit_policy_mapping: boolean;
  revocation: Revocation;
  soft_grace_hours: number | null;
  soft_until: DateTime | null;
  auto_provision: boolean;
  identifier_kinds: IdentifierKind[];
  dod: boolean;
  upn_suffixes: string[];
  issuer_group: string;
  enabled: boolean;
  created_at: DateTime;
}

export type AnchorSettings = Partial<
  Omit<
    Anchor,
    "id" | "sha256" | "subject" | "not_before" | "not_after" | "expires_soon" | "created_at"
  >
>;

export interface TrustCertificate {
  id: Uuid;
  sha256: string;
  subject: string;
  issuer: string;
  not_before: DateTime;
  not_after: DateTime;
  expires_soon: boolean;
  reaches: Uuid[];
  created_at: DateTime;
}

export interface Crl {
  id: Uuid;
  issuer: string;
  this_update: DateTime;
  next_update: DateTime | null;
  number: string | null;
  entries: number;
  size_bytes: number;
  source: string;
  received_at: DateTime;
  is_current: boolean;
}

export interface CrlSource {
  id: Uuid;
  url: string;
  enabled: boolean;
  last_attempt_at: DateTime | null;
  last_success_at: DateTime | null;
  last_error: string | null;
}

export interface Trust {
  anchors: Anchor[];
  certificates: TrustCertificate[];
  crls: Crl[];
  crl_sources: CrlSource[];
}

export interface Inspected {
  certificates: {
    sha256: string;
    subject: string;
    issuer: string;
    not_before: DateTime;
    not_after: DateTime;
    is_ca: boolean;
    is_self_signed: boolean;
    policies: string[];
    reaches: Uuid[];
    known: "anchor" | "certificate" | null;
  }[];
  crls: number;
}

export interface AddedCertificates {
  added: number;
  known: number;
  refused: { subject: string; why: string }[];
}

export const trustQuery = queryOptions({
  queryKey: ["instance", "trust"],
  queryFn: ({ signal }) => api.get<Trust>(apiPath("instance", "trust"), { signal }),
});

export const inspectBundle = (bundle: string) =>
  api.post<Inspected>(apiPath("instance", "trust", "inspect"), { bundle });

export const addAnchor = (certificate: string, settings: AnchorSettings) =>
  api.post<Anchor>(apiPath("instance", "trust", "anchors"), { certificate, ...settings });

export const changeAnchor = (id: Uuid, settings: AnchorSettings) =>
  api.patch<Anchor>(apiPath("instance", "trust", "anchors", id), settings);

export const removeAnchor = (id: Uuid) => api.del(apiPath("instance", "trust", "anchors", id));

export const addCertificates = (bundle: string) =>
  api.post<AddedCertificates>(apiPath("instance", "trust", "certificates"), { bundle });

export const removeCertificate = (id: Uuid) =>
  api.del(apiPath("instance", "trust", "certificates", id));

export const removeCrl = (id: Uuid) => api.del(apiPath("instance", "trust", "crls", id));

export const addCrlSource = (url: string) =>
  api.post<CrlSource>(apiPath("instance", "trust", "crl-sources"), { url });

export const removeCrlSource = (id: Uuid) =>
  api.del(apiPath("instance", "trust", "crl-sources", id));

export const refreshCrlSource = (id: Uuid) =>
  api.post<CrlSource>(apiPath("instance", "trust", "crl-sources", id, "refresh"));

/** Sends the bytes of a revocation list, which can be large. */
export async function uploadCrl(file: File): Promise<Crl> {
  const response = await fetch(apiPath("instance", "trust", "crls"), {
    method: "POST",
    headers: { "content-type": "application/octet-stream", accept: "application/json" },
    body: file,
    credentials: "same-origin",
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw toApiError(response.status, body, response.headers);
  return body as Crl;
}
