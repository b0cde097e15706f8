import { hashKey, type QueryClient } from "@tanstack/react-query";
import type { CurrentSession, SignedOut } from "@treasury-plane/api/auth";
import { api, onUnauthenticated } from "@treasury-plane/api/client";
import { ApiError } from "@treasury-plane/api/errors";
import { authMethodsQuery, meQuery } from "@treasury-plane/api/queries";
import { SessionWatch } from "./watch";

const KEEP = { keepSession: true } as const;

/** The watch of this tab; `SessionWarning` runs it. */
export const sessionWatch = new SessionWatch({
  read: () => api.get<CurrentSession>("/auth/session", KEEP),
  extend: () => api.post<CurrentSession>("/auth/session/extend", undefined, KEEP),
});

/**
 * Says what happens when the session ends, however this tab learns of it. Call it once at start.
 * `cleanUp` forgets what the app keeps outside of the query cache.
 */
export function connectSession(queries: QueryClient, cleanUp?: () => void): void {
  sessionWatch.onEnd = () => {
    cleanUp?.();
    forgetSession(queries);
  };
  onUnauthenticated(() => sessionWatch.lost());
}

/** Forgets everything that was loaded in the session; the gate shows sign-in. */
export function forgetSession(queries: QueryClient): void {
  queries.setQueryData(meQuery.queryKey, null);
  // The two that the gates watch stay: a removed query would no longer reach them.
  const kept = [hashKey(meQuery.queryKey), hashKey(authMethodsQuery.queryKey)];
  queries.removeQueries({ predicate: (query) => !kept.includes(query.queryHash) });
}

/**
 * Ends the session on the server and tells the other tabs. Returns the page of the provider where
 * its session ends too; go there last, after `forgetSession`.
 */
export async function signOut(): Promise<string | null> {
  let answer: SignedOut | undefined;
  try {
    answer = await api.post<SignedOut | undefined>("/auth/sign-out", undefined, KEEP);
  } catch (error) {
    // Somebody whose session has ended already is signed out.
    if (!(error instanceof ApiError && error.status === 401)) throw error;
  }
  sessionWatch.signedOut();
  return webAddress(answer?.logout_url);
}

/** Only an address of the web is followed. */
export function webAddress(url: string | null | undefined): string | null {
  if (!url) return null;
  const parsed = URL.canParse(url, window.location.href) && new URL(url, window.location.href);
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}
