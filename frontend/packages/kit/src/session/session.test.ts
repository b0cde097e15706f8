import { api } from "@treasury-plane/api/client";
import { createQueryClient, meQuery } from "@treasury-plane/api/queries";
import { fakeServer, ok } from "@treasury-plane/api/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { connectSession, forgetSession, sessionWatch, signOut, webAddress } from "./session";

afterEach(() => {
  vi.unstubAllGlobals();
  sessionWatch.onEnd = null;
});

describe("signing out", () => {
  it("leads on to the provider's page where there is one", async () => {
    fakeServer({
      "POST /auth/sign-out": () => ok({ logout_url: "https://idp.example.gov/logout?a=1" }),
    });
    await expect(signOut()).resolves.toBe("https://idp.example.gov/logout?a=1");
    fakeServer({ "POST /auth/sign-out": () => ok({ logout_url: null }) });
    await expect(signOut()).resolves.toBeNull();
    fakeServer({ "POST /auth/sign-out": () => ok() });
    await expect(signOut()).resolves.toBeNull();
  });

  it("has been done when the session has ended, and fails when the server does", async () => {
    fakeServer({ "POST /auth/sign-out": () => ({ status: 401, body: {} }) });
    await expect(signOut()).resolves.toBeNull();
    fakeServer({ "POST /auth/sign-out": () => ({ status: 500, body: {} }) });
    await expect(signOut()).rejects.toThrow();
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "", null, undefined, "http://["])(
    "follows no %j",
    (url) => {
      expect(webAddress(url)).toBeNull();
    },
  );
});

describe("the end of the session", () => {
  it("forgets what was loaded and keeps what the gates watch", () => {
    const queries = createQueryClient();
    queries.setQueryData(["me", "sessions"], [1]);
    queries.setQueryData(["workspaces"], [1]);
    queries.setQueryData(["auth-methods"], { password: true } as never);
    forgetSession(queries);
    expect(queries.getQueryData(meQuery.queryKey)).toBeNull();
    expect(queries.getQueryData(["me", "sessions"])).toBeUndefined();
    expect(queries.getQueryData(["workspaces"])).toBeUndefined();
    expect(queries.getQueryData(["auth-methods"])).toEqual({ password: true });
  });

  it("is the same when any request learns of it", async () => {
    fakeServer({ "GET /api/v1/workspaces": () => ({ status: 401, body: {} }) });
    const queries = createQueryClient();
    const cleanUp = vi.fn();
    connectSession(queries, cleanUp);
    await api.get("/api/v1/workspaces").catch(() => undefined);
    expect(cleanUp).toHaveBeenCalledOnce();
    expect(queries.getQueryData(meQuery.queryKey)).toBeNull();
  });
});
