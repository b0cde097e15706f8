import type { Page } from "@playwright/test";
import { Api, agreeToNotice } from "../support/api.ts";
import { agree, test as base, expect, expectAccessible, PASSWORD } from "../support/fixtures.ts";
import { OidcProvider, type ProviderConfig } from "../support/oidc-provider.ts";
import { Server } from "../support/server.ts";

const CLIENT = "urn:gov:agency:treasury-plane";
const ALICE = {
  sub: "alice",
  email: "alice.doe@agency.gov",
  email_verified: true,
  given_name: "Alice",
  family_name: "Doe",
};

interface Provider {
  id: string;
  callback_url: string;
  post_logout_url: string;
  public_certificate: string | null;
}

interface Agency {
  server: Server;
  admin: Api;
  /** Lets Alice, or who is named, be signed in there. */
  admits: (config?: Partial<ProviderConfig>) => Promise<void>;
  openSignIn: (options?: object) => Promise<Page>;
}

/** A development installation whose people sign in at a provider. */
const test = base.extend<{ agency: Agency }>({
  agency: async ({ openPage, playwright }, use) => {
    const server = await Server.install({ settings: { AUTH__DEVELOPMENT: "true" } });
    const idp = await OidcProvider.start();
    const request = await playwright.request.newContext();
    const admin = new Api(request, server.url);
    await agreeToNotice(admin);
    await admin.post("/api/v1/instance/setup", {
      token: new URL(await server.setupLink()).searchParams.get("token"),
      first_name: "Ana",
      last_name: "Silva",
      email: "ana@example.gov",
      password: PASSWORD,
    });
    const provider = await admin.post<Provider>("/api/v1/instance/oidc-providers", {
      slug: "agency",
      name: "Agency Login",
      preset: "generic",
      issuer: idp.issuer,
      client_id: CLIENT,
      client_auth: "private_key_jwt",
      enabled: true,
    });
    const { callback_url, post_logout_url, public_certificate } = provider;
    const client = {
      client_id: CLIENT,
      callback_url,
      post_logout_url,
      certificates: [public_certificate ?? ""],
    };
    const admits = (config: Partial<ProviderConfig> = {}) =>
      idp.configure({ clients: [client], account: ALICE, ...config });
    await admits();
    const openSignIn = async (options: object = {}) => {
      const page = await openPage(null, { baseURL: server.url, ...options });
      await page.goto("/sign-in");
      await agree(page);
      return page;
    };
    await use({ server, admin, admits, openSignIn });
    await request.dispose();
    await idp.stop();
    await server.remove();
  },
});

// Each test installs a server of its own.
test.slow();

const BUTTON = { name: "Sign in with Agency Login" };

test("somebody new waits for approval, signs in through a provider, and signs out there too", async ({
  agency,
  complaints,
}) => {
  // The provider's own page.
  complaints.expect(/fonts\.googleapis|favicon\.ico$/);
  const { admin, openSignIn, server } = agency;
  const page = await openSignIn();
  await expect(page.getByText(/Development mode/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", BUTTON).click();
  await expect(page).toHaveURL(/\/sign-in\?error=account_pending/);
  await expectAccessible(page);

  const waiting = await admin.get<{ results: { id: string; email: string }[] }>(
    "/api/v1/instance/users?status=pending",
  );
  expect(waiting.results).toMatchObject([{ display_name: "Alice Doe", methods: ["oidc"] }]);
  await admin.post(`/api/v1/instance/users/${waiting.results[0]?.id}/approve`);

  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("link", BUTTON).click();
  await expect(page.getByRole("heading", { name: "Create a workspace" })).toBeVisible();
  await page.goto("/settings/security");
  const ways = page.getByRole("listitem").filter({ hasText: "Agency Login" });
  await expect(ways.first()).toBeVisible();
  await expectAccessible(page);

  const signedOut = page.waitForRequest((request) => /\/session\/end\?/.test(request.url()));
  await page.goto("/create-workspace");
  await page.getByRole("button", { name: /Sign out$/ }).click();
  expect(new URL((await signedOut).url()).searchParams.get("client_id")).toBe(CLIENT);
  await page.waitForLoadState("networkidle");
  const me = await page.request.get(`${server.url}/api/v1/users/me`);
  expect(me.status()).toBe(401);
});

test("turning back at the provider is no failure of the page", async ({ agency }) => {
  await agency.admits({ denies: true });
  const page = await agency.openSignIn();
  await page.getByRole("link", BUTTON).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/error=provider_cancelled&ref=[0-9a-f]{8}$/);
  await expect(page.getByRole("heading", { name: /turned back/ })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", BUTTON)).toBeVisible();
});

test("who comes back with another browser's answer is refused", async ({ agency }) => {
  const page = await agency.openSignIn();
  const other = await agency.openSignIn();
  const href = await page.getByRole("link", BUTTON).getAttribute("href");
  let answer = `${agency.server.url}${href}`;
  while (!answer.includes("/auth/oidc/agency/callback?")) {
    const step = await page.request.get(answer, { maxRedirects: 0 });
    answer = new URL(step.headers().location ?? "", answer).href;
  }
  await other.goto(answer);
  await expect(other).toHaveURL(/error=(browser_changed|attempt_expired)/);
  await expectAccessible(other);
});
