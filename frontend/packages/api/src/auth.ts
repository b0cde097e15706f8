// What the server answers about signing in and about the session.

import type { Answer, Schemas } from "./types";

/** How a session was opened: by `link` means a one-time link of an administrator. */
export type SignInMethod = "password" | "link" | "piv" | "oidc";

export type ProviderPreset = "login_gov" | "login_gov_sandbox" | "generic";

/** A provider of OpenID Connect, as the sign-in page needs it. `begin_url` is a page of the server. */
export type SignInProvider = Answer<"ProviderChoice", { preset: ProviderPreset }>;

/** What has to be agreed to before any way to sign in works. The version follows the words. */
export type SystemUseNotice = Answer<"NoticeView">;

/** `GET /auth/methods` */
export type AuthMethods = Answer<
  "Methods",
  {
    piv: Schemas["CardChoice"] | null;
    providers: SignInProvider[];
    notice: SystemUseNotice | null;
  }
>;

/** `GET /auth/session`, which does not count as activity, and `POST /auth/session/extend`. */
export type CurrentSession = Answer<"SessionState", { method: SignInMethod }>;

/** `POST /auth/sign-out`: where to go to sign out of the provider as well. */
export type SignedOut = Answer<"SignedOut">;
