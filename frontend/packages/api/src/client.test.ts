import { afterEach, describe, expect, it, vi } from "vitest";
import { api, apiPath, onUnauthenticated, queryString } from "./client";
import { ApiError } from "./errors";

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = body === undefined ? null : JSON.stringify(body);
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response(text, { status, headers })),
  );
}

async function failure(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.catch((caught: unknown) => caught);
  if (!(error instanceof ApiError)) throw new Error("expected an ApiError");
  return error;
}

afterEach(() => {
  vi.unstubAllGlobals();
  onUnauthenticated(null);
});

describe("api", () => {
  it("returns the body, and undefined for an empty answer", async () => {
    answer(200, { id: "1" });
    await expect(api.get("/api/v1/users/me")).resolves.toEqual({ id: "1" });
    answer(204, undefined);
    await expect(api.post("/auth/sign-out")).resolves.toBeUndefined();
  });

  it("lets short writes outlive their page, and nothing else", async () => {
    answer(204, undefined);
    await api.patch("/x", { state: "done" });
    await api.del("/x");
    await api.get("/x");
    await api.patch("/x", { description: "x".repeat(5000) });
    const outlives = vi.mocked(fetch).mock.calls.map(([, init]) => init?.keepalive);
    expect(outlives).toEqual([true, true, false, false]);
  });

  it("keeps messages by field", async () => {
    answer(400, { name: ["Too long."], non_field_errors: ["Check the form."] });
    const error = await failure(api.post("/api/v1/workspaces", {}));
    expect(error).toMatchObject({ status: 400, message: "Check the form." });
    expect(error.fields).toEqual({ name: ["Too long."] });
  });

  it("reads conflicts, rate limits and lost connections", async () => {
    answer(409, { error: "It exists.", id: "abc" });
    expect(await failure(api.post("/x"))).toMatchObject({ existingId: "abc", fields: {} });
    answer(409, { slug: "Taken." });
    expect((await failure(api.post("/x"))).fields).toEqual({ slug: ["Taken."] });
    answer(429, { error_code: 5900, error_message: "RATE" }, { "retry-after": "7" });
    expect(await failure(api.post("/x"))).toMatchObject({ retryAfterSeconds: 7, fields: {} });
    vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("failed")));
    expect((await failure(api.get("/x"))).isOffline).toBe(true);
  });

  it("reports the end of the session once, unless the caller asks to keep it", async () => {
    const ended = vi.fn();
    onUnauthenticated(ended);
    answer(401, { detail: "Wrong." });
    await failure(api.post("/auth/sign-in", {}, { keepSession: true }));
    expect(ended).not.toHaveBeenCalled();
    await failure(api.get("/api/v1/users/me"));
    expect(ended).toHaveBeenCalledOnce();
  });
});

describe("paths and queries", () => {
  it("encodes segments", () => {
    expect(apiPath("workspaces", "a/b", "projects")).toBe("/api/v1/workspaces/a%2Fb/projects");
  });

  it("joins lists and drops what is empty", () => {
    expect(queryString({ state: ["a", "b"], search: "", per_page: 50, labels: [] })).toBe(
      "?state=a%2Cb&per_page=50",
    );
  });
});
