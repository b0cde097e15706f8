import type { Provider, ProviderInput, ProviderPatch, ProviderPreset } from "./queries";

/** What Login.gov asks for; the server fills and checks the same. */
const PRESET: Record<ProviderPreset, Partial<ProviderInput>> = {
  login_gov: {
    name: "Login.gov",
    slug: "login-gov",
    issuer: "https://secure.login.gov/",
    client_auth: "private_key_jwt",
    scopes: "openid email x509:presented",
    acr_values: "urn:acr.login.gov:auth-only http://idmanagement.gov/ns/assurance/aal/2",
  },
  login_gov_sandbox: {
    name: "Login.gov sandbox",
    slug: "login-gov-sandbox",
    issuer: "https://idp.int.identitysandbox.gov/",
    client_auth: "private_key_jwt",
    scopes: "openid email x509:presented",
    acr_values: "urn:acr.login.gov:auth-only http://idmanagement.gov/ns/assurance/aal/2",
  },
  generic: {
    name: "",
    slug: "",
    issuer: "",
    client_auth: "pkce",
    scopes: "openid email profile",
    acr_values: "",
  },
};

export function emptyProvider(preset: ProviderPreset): ProviderInput {
  return {
    slug: "",
    name: "",
    issuer: "",
    client_id: "",
    client_auth: "private_key_jwt",
    scopes: "",
    acr_values: "",
    require_card: false,
    auto_provision: false,
    enabled: false,
    ...PRESET[preset],
    preset,
  };
}

/** Another preset: what it brings replaces what was there, the rest stays as typed. */
export function withPreset(values: ProviderInput, preset: ProviderPreset): ProviderInput {
  return { ...values, ...PRESET[preset], preset };
}

/** What the form edits of a provider; the secret stays at the server. */
export function toInput(provider: Provider): ProviderInput {
  const { slug, name, preset, issuer, client_id, client_auth } = provider;
  const { scopes, acr_values, require_card, auto_provision, enabled } = provider;
  return {
    slug,
    name,
    preset,
    issuer,
    client_id,
    client_auth,
    scopes,
    acr_values,
    require_card,
    auto_provision,
    enabled,
  };
}

/** What can be changed afterwards; the issuer of a preset is its own. */
export function toPatch({ slug: _, preset, issuer, ...rest }: ProviderInput): ProviderPatch {
  return preset === "generic" ? { ...rest, issuer } : rest;
}
