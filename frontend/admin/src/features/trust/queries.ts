import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { toApiError } from "@treasury-plane/api/errors";
import type { Answer, Schemas, Uuid } from "@treasury-plane/api/types";

export type Revocation = "hard" | "soft" | "off";
export type IdentifierKind = "dod_edipi" | "upn" | "subject" | "uid";

/** An issuer that this installation trusts, and on what terms. */
export type Anchor = Answer<
  "TrustAnchor",
  { revocation: Revocation; identifier_kinds: IdentifierKind[] }
>;

export type AnchorSettings = Omit<Schemas["AnchorInput"], "certificate">;

export type TrustCertificate = Answer<"TrustCertificate">;

export type Crl = Answer<"Crl">;

export type CrlSource = Answer<"CrlSource">;

export type Trust = Answer<
  "TrustView",
  {
    anchors: Anchor[];
    certificates: TrustCertificate[];
    crls: Crl[];
    crl_sources: CrlSource[];
  }
>;

export type Inspected = Answer<
  "InspectedBundle",
  { certificates: Answer<"InspectedCertificate", { known: "anchor" | "certificate" | null }>[] }
>;

export type AddedCertificates = Answer<"AddedCertificates">;

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
