import { queryOptions } from "@tanstack/react-query";
import type { ProviderPreset } from "@treasury-plane/api/auth";
import { api, apiPath } from "@treasury-plane/api/client";
import type { Answer, Schemas, Uuid } from "@treasury-plane/api/types";
import type { MagicLinkPatch, MagicLinkSettings } from "../../contract";

/** How people sign in, as the console shows and changes it. */
export type Authentication = Answer<
  "Authentication",
  {
    piv: Answer<
      "CardSettings",
      { mode: "off" | "native" | "alb"; alb_mode: "verify" | "passthrough" | null }
    >;
    sessions: Answer<"SessionSettings">;
  }
> &
  MagicLinkSettings;

/** `sessions_per_user_max` 0: no limit. */
export type AuthenticationPatch = Schemas["AuthenticationPatch"] & MagicLinkPatch;

export type TestReport = Answer<"TestResult">;

export type CertificatePreview = Answer<
  "CertificatePreview",
  {
    identifiers: Answer<"PreviewIdentifier">[];
    card: Answer<"PreviewCard">;
    would: "sign_in" | "create_account" | "wait_for_approval" | "refuse";
  }
>;

export type { ProviderPreset };
export type ClientAuth = "private_key_jwt" | "pkce" | "client_secret";

export type Provider = Answer<"OidcProvider", { preset: ProviderPreset; client_auth: ClientAuth }>;

export type ProviderInput = Required<Omit<Schemas["NewOidcProvider"], "client_secret">> & {
  preset: ProviderPreset;
  client_auth: ClientAuth;
  client_secret?: string;
};

/** What of a provider can be changed: neither its short name nor its preset. */
export type ProviderPatch = Schemas["OidcProviderPatch"];

export const authenticationQuery = queryOptions({
  queryKey: ["instance", "authentication"],
  queryFn: ({ signal }) =>
    api.get<Authentication>(apiPath("instance", "authentication"), { signal }),
});

export const changeAuthentication = (patch: AuthenticationPatch) =>
  api.patch<Authentication>(apiPath("instance", "authentication"), patch);

/** `password`, `piv` or the slug of a provider. */
export const testMethod = (method: string) =>
  api.post<TestReport>(apiPath("instance", "authentication", "test"), { method });

export const previewCertificate = (certificate: string) =>
  api.post<CertificatePreview>(apiPath("instance", "authentication", "preview-certificate"), {
    certificate,
  });

export const providersQuery = queryOptions({
  queryKey: ["instance", "oidc-providers"],
  queryFn: ({ signal }) => api.get<Provider[]>(apiPath("instance", "oidc-providers"), { signal }),
});

export const createProvider = (provider: ProviderInput) =>
  api.post<Provider>(apiPath("instance", "oidc-providers"), provider);

export const changeProvider = (id: Uuid, patch: ProviderPatch) =>
  api.patch<Provider>(apiPath("instance", "oidc-providers", id), patch);

export const deleteProvider = (id: Uuid) => api.del(apiPath("instance", "oidc-providers", id));

export const testProvider = (id: Uuid) =>
  api.post<TestReport>(apiPath("instance", "oidc-providers", id, "test"));

export const rotateProviderKey = (id: Uuid) =>
  api.post<Provider>(apiPath("instance", "oidc-providers", id, "rotate-key"));
