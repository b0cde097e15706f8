import type { CertificatePreview, ClientAuth, ProviderPreset } from "./queries";

export const OUTCOMES: Record<CertificatePreview["would"], string> = {
  sign_in: "This certificate signs in.",
  create_account: "This certificate is good; its owner would get an account.",
  wait_for_approval: "This certificate is good; its owner would wait for your approval.",
  refuse: "This certificate is refused.",
};

export const PRESETS: readonly { id: ProviderPreset; label: string }[] = [
  { id: "login_gov", label: "Login.gov" },
  { id: "login_gov_sandbox", label: "Login.gov sandbox" },
  { id: "generic", label: "Another OpenID Connect provider" },
];

export const CLIENT_AUTHS: readonly { id: ClientAuth; label: string }[] = [
  { id: "private_key_jwt", label: "Private key (private_key_jwt)" },
  { id: "pkce", label: "None, PKCE only" },
  { id: "client_secret", label: "Client secret" },
];
