import { ApiError, toApiError } from "./errors";

type QueryValue = string | number | boolean | null | undefined | readonly string[];
export type QueryParams = Record<string, QueryValue>;

export interface RequestOptions {
  query?: QueryParams;
  signal?: AbortSignal;
  /** A 401 that is an answer to the form on screen, not the end of the session. */
  keepSession?: boolean;
}

/**
 * The longest body, in characters, of a write that outlives its page. Browsers refuse more than
 * 64 KiB of them at once, so long ones must not use it up.
 */
const OUTLIVES_MAX = 4096;

type UnauthenticatedListener = () => void;
let unauthenticatedListener: UnauthenticatedListener | null = null;

/** The one place that decides what the end of a session does; the app sets it once at start. */
export function onUnauthenticated(listener: UnauthenticatedListener | null): void {
  unauthenticatedListener = listener;
}

/** Says that the session has ended, for callers that learn it elsewhere (the socket's 4401). */
export function reportUnauthenticated(): void {
  unauthenticatedListener?.();
}

/**
 * Typed access to the server of this page. Paths are absolute (`/api/v1/users/me`); an answer
 * without a body is `undefined`. Every failure is an `ApiError`.
 */
export const api = {
  get: <T>(path: string, options?: RequestOptions) => send<T>("GET", path, undefined, options),
  post: <T = void>(path: string, body?: unknown, options?: RequestOptions) =>
    send<T>("POST", path, body, options),
  patch: <T = void>(path: string, body?: unknown, options?: RequestOptions) =>
    send<T>("PATCH", path, body, options),
  del: <T = void>(path: string, options?: RequestOptions) =>
    send<T>("DELETE", path, undefined, options),
};

/** Builds a path and encodes each segment: `apiPath("workspaces", slug, "projects")`. */
export function apiPath(...segments: (string | number)[]): string {
  return `/api/v1/${segments.map((segment) => encodeURIComponent(segment)).join("/")}`;
}

async function send<T>(
  method: string,
  path: string,
  body: unknown,
  options: RequestOptions = {},
): Promise<T> {
  const response = await request(method, path, body, options);
  const text = await response.text();
  const parsed = text === "" ? undefined : parse(text);
  if (response.ok) return parsed as T;
  if (response.status === 401 && !options.keepSession) unauthenticatedListener?.();
  throw toApiError(response.status, parsed, response.headers);
}

async function request(
  method: string,
  path: string,
  body: unknown,
  options: RequestOptions,
): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  const text = body === undefined ? undefined : JSON.stringify(body);
  // What somebody has done is on the screen before the server knows; it must not be lost when the
  // page is reloaded or closed at once.
  const keepalive = method !== "GET" && (text?.length ?? 0) <= OUTLIVES_MAX;
  try {
    return await fetch(path + queryString(options.query), {
      method,
      headers,
      body: text,
      keepalive,
      credentials: "same-origin",
      signal: options.signal ?? null,
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiError({ status: 0, message: "The server cannot be reached." });
  }
}

/** Leaves out what is empty; arrays are joined with commas. */
export function queryString(query: QueryParams = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    if (Array.isArray(value) && value.length === 0) continue;
    params.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
