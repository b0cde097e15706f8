// What the server answers about signing in and about the session. Written by hand from the HTTP
// contract until the generated schema has these endpoints.

import type { DateTime } from "./types";

/** How a session was opened: by `link` means a one-time link of an administrator. */
export type SignInMethod = "password" | "link" | "piv" | "oidc";

/** A provider of OpenID Connect, as the sign-in page needs it. */
export interface SignInProvider {
  slug: string;
  name: string;
  preset: "login_gov" | "login_gov_sandbox" | "generic";
  /** A page of the server, not of the app: navigate there. */
  begin_url: string;
}

/** What has to be agreed to before any way to sign in works. */
export interface SystemUseNotice {
  /** Changes with the words, so that new words are asked again. */
  version: string;
  title: string;
  text: string;
  accepted: boolean;
}

/** `GET /auth/methods` */
export interface AuthMethods {
  instance_name: string;
  version: string;
  setup_required: boolean;
  password: boolean;
  piv: { begin_url: string } | null;
  providers: SignInProvider[];
  notice: SystemUseNotice | null;
  /** The server takes test cards and test providers. */
  development: boolean;
}

/** `GET /auth/session`, which does not count as activity, and `POST /auth/session/extend`. */
export interface CurrentSession {
  method: SignInMethod;
  authenticated_at: DateTime;
  idle_ends_at: DateTime;
  /** The end that nothing moves. */
  ends_at: DateTime;
  /** How long before an end the person is warned. */
  warn_seconds: number;
  /** The server's clock when it answered. */
  now: DateTime;
}

/** `POST /auth/sign-out` */
export interface SignedOut {
  /** Where to go to sign out of the provider as well. */
  logout_url: string | null;
}

/** What `GET /api/v1/users/me` says about signing in. */
export interface MeSignIn {
  /** When and from where the session before this one was opened; null at the first. */
  previous_login_at: DateTime | null;
  previous_login_ip: string | null;
  /** The account has no address; `email` only fills the column. */
  email_is_placeholder: boolean;
}

/** What a row of `GET /api/v1/users/me/sessions` says about how it was opened. */
export interface SessionSignIn {
  method: SignInMethod;
  authenticated_at: DateTime | null;
}
