import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { DateTime, Uuid } from "@treasury-plane/api/types";

/** How people sign in, as the console shows and changes it. */
export interface Authentication {
  password: { enabled: boolean; off_by_config: boolean };
  piv: {
    mode: "off" | "native" | "alb";
    alb_mode: "verify" | "passthrough" | null;
    host: string;
    start_url: string;
    ready: boolean;
    problems: string[];
  };
  notice: { enabled: boolean; title: string; text: string };
  sessions: {
    idle_minutes: number;
    absolute_hours: number;
    max_per_user: number | null;
    warn_seconds: number;
  };
  lockout: { attempts: number; minutes: number };
}

export interface AuthenticationPatch {
  password_enabled?: boolean;
  notice_enabled?: boolean;
  notice_title?: string;
  notice_text?: string;
  session_idle_minutes?: number;
  session_absolute_hours?: number;
  /** 0: no limit. */
  sessions_per_user_max?: number;
}

/** One thing that was looked at, in words. */
export interface Step {
  name: string;
  passed: boolean;
  detail: string;
}

export interface TestReport {
  passed: boolean;
  steps: Step[];
}

export interface CertificatePreview {
  accepted: boolean;
  reason: string | null;
  steps: Step[];
  subject: string;
  issuer: string;
  serial: string;
  not_before: DateTime;
  not_after: DateTime;
  anchor: { id: Uuid; name: string } | null;
  identifiers: {
    trust_domain: string;
    kind: string;
    value: string;
    known_user: { id: Uuid; display_name: string } | null;
  }[];
  card: {
    fascn: string | null;
    card_uuid: string | null;
    upn: string | null;
    edipi: string | null;
    anomalies: string[];
  };
  would: "sign_in" | "create_account" | "wait_for_approval" | "refuse";
}

export type ProviderPreset = "login_gov" | "login_gov_sandbox" | "generic";
export type ClientAuth = "private_key_jwt" | "pkce" | "client_secret";

export interface Provider {
  id: Uuid;
  slug: string;
  name: string;
  preset: ProviderPreset;
  issuer: string;
  client_id: string;
  client_auth: ClientAuth;
  has_secret: boolean;
  public_certificate: string | null;
  scopes: string;
  acr_values: string;
  require_card: boolean;
  auto_provision: boolean;
  enabled: boolean;
  callback_url: string;
  post_logout_url: string;
  created_at: DateTime;
}

export type ProviderInput = Pick<
  Provider,
  | "slug"
  | "name"
  | "preset"
  | "issuer"
  | "client_id"
  | "client_auth"
  | "scopes"
  | "acr_values"
  | "require_card"
  | "auto_provision"
  | "enabled"
> & { client_secret?: string };

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

export const changeProvider = (id: Uuid, patch: Partial<ProviderInput>) =>
  api.patch<Provider>(apiPath("instance", "oidc-providers", id), patch);

export const deleteProvider = (id: Uuid) => api.del(apiPath("instance", "oidc-providers", id));

export const testProvider = (id: Uuid) =>
  api.post<TestReport>(apiPath("instance", "oidc-providers", id, "test"));

export const rotateProviderKey = (id: Uuid) =>
  api.post<Provider>(apiPath("instance", "oidc-providers", id, "rotate-key"));
