import { vi } from "vitest";

/** What a fake route answers: a body, or a status with a body. */
export type FakeAnswer = { status: number; body?: unknown };
type Route = (body: unknown) => FakeAnswer;

export interface FakeServer {
  /** "POST /auth/notice", in order. */
  calls: string[];
  routes: Record<string, Route>;
}

/**
 * Answers `fetch` in tests: `fakeServer({ "GET /auth/methods": () => ok(methods) })`. What is not
 * listed answers 404. Undo with `vi.unstubAllGlobals()`.
 */
export function fakeServer(routes: Record<string, Route>): FakeServer {
  const server: FakeServer = { calls: [], routes };
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const call = `${init.method ?? "GET"} ${url}`;
    server.calls.push(call);
    const sent = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    const { status, body } = server.routes[call]?.(sent) ?? { status: 404, body: {} };
    const text = body === undefined ? null : JSON.stringify(body);
    return new Response(text, { status });
  });
  return server;
}

export function ok(body?: unknown): FakeAnswer {
  return body === undefined ? { status: 204 } : { status: 200, body };
}
