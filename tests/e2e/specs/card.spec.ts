import { type BrowserContext, test as base, type Page } from "@playwright/test";
import { Api, agreeToNotice } from "../support/api.ts";
import { CardSite } from "../support/card-site.ts";
import { expect, expectAccessible, PASSWORD } from "../support/fixtures.ts";
import { Complaints } from "../support/watch.ts";

interface Fixtures {
  /** An installation with cards, set up, trusting its development authority. */
  site: CardSite;
  /** The API as its administrator. */
  admin: Api;
  /** Opens the sign-in page in a browser that has this card, or none. */
  openSignIn: (card: string | null) => Promise<Page>;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape.
  site: async ({}, use) => {
    const site = await CardSite.install();
    await use(site);
    await site.remove();
  },

  admin: async ({ site, playwright }, use) => {
    const request = await playwright.request.newContext({
      ignoreHTTPSErrors: true,
    });
    const api = new Api(request, site.server.url);
    await agreeToNotice(api);
    const token = new URL(await site.server.setupLink()).searchParams.get("token");
    await api.post("/api/v1/instance/setup", {
      token,
      first_name: "Ana",
      last_name: "Silva",
      email: "ana@example.gov",
      password: PASSWORD,
    });
    await trust(api, site);
    await use(api);
    await request.dispose();
  },

  openSignIn: async ({ site }, use) => {
    const open: BrowserContext[] = [];
    const complaints = new Complaints();
    complaints.expect(/status of (404|421) .*\/\/piv\.localhost/);
    await use(async (card) => {
      const context = await site.openBrowser(card);
      open.push(context);
      await complaints.listenTo(context);
      const page = await context.newPage();
      await page.goto("/sign-in");
      await expect(page.getByRole("button", { name: "I understand and agree" })).toBeVisible();
      await expect(page.getByRole("link", { name: /PIV or CAC/ })).toHaveCount(0);
      await expectAccessible(page);
      await page.getByRole("button", { name: "I understand and agree" }).click();
      await expect(page.getByRole("link", { name: /PIV or CAC/ })).toBeVisible();
      return page;
    });
    for (const context of open) await context.close();
    expect(complaints.unexpected, "complaints of the browser").toEqual([]);
  },
});

// Each test installs a server of its own and starts browsers anew.
test.slow();

/** Makes the development authority count, with its intermediate and its lists. */
async function trust(api: Api, site: CardSite): Promise<void> {
  const path = "/api/v1/instance/trust";
  await api.post(`${path}/anchors`, {
    certificate: await site.authority.pem("root"),
    trust_domain: "development",
    issuer_group: "development",
    upn_suffixes: ["agency.gov"],
  });
  await api.post(`${path}/certificates`, {
    bundle: await site.authority.pem("issuing"),
  });
  for (const list of ["root.crl", "issuing.crl"]) {
    await api.upload(`${path}/crls`, await site.authority.file(list));
  }
}

test("somebody new waits for approval, then signs in with a card", async ({
  admin,
  site,
  openSignIn,
}) => {
  const page = await openSignIn(
    await site.authority.issue("Jane Doe", "--upn", "jane.doe@agency.gov"),
  );
  await page.getByRole("link", { name: /PIV or CAC/ }).click();
  await expect(page).toHaveURL(/error=account_pending/);
  await expectAccessible(page);

  const waiting = await admin.get<{
    results: { id: string; display_name: string }[];
  }>("/api/v1/instance/users?status=pending");
  expect(waiting.results.map(({ display_name }) => display_name)).toEqual(["Jane Doe"]);
  await admin.post(`/api/v1/instance/users/${waiting.results[0]?.id}/approve`);

  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("link", { name: /PIV or CAC/ }).click();
  await expect(page.getByRole("heading", { name: "Create a workspace" })).toBeVisible();
  await page.goto("/settings/security");
  await expect(page.getByText("jane.doe@agency.gov").first()).toBeVisible();
  await expectAccessible(page);
});

test("a card that does not count is refused in plain words", async ({
  admin,
  site,
  openSignIn,
}) => {
  const revoked = await site.authority.issue("Rex Lost", "--upn", "rex@agency.gov", "--revoked");
  await admin.upload("/api/v1/instance/trust/crls", await site.authority.file("issuing.crl"));
  for (const [card, code, words] of [
    [null, "no_certificate", /no card was shown/i],
    [revoked, "certificate_revoked", /revoked/i],
    // Chromium does not offer it.
    [await site.authority.issue("Old Timer", "--expired"), "no_certificate", /no card was shown/i],
  ] as const) {
    await expectRefusal(await openSignIn(card), code, words);
  }
  const good = await site.authority.issue("Jane Doe", "--upn", "jane.doe@agency.gov");
  const { anchors } = await admin.get<{ anchors: { id: string }[] }>("/api/v1/instance/trust");
  await admin.delete(`/api/v1/instance/trust/anchors/${anchors[0]?.id}`);
  await expectRefusal(
    await openSignIn(good),
    "untrusted_certificate",
    /issuer of this certificate/,
  );
});

async function expectRefusal(page: Page, code: string, words: RegExp): Promise<void> {
  await page.getByRole("link", { name: /PIV or CAC/ }).click();
  await expect(page).toHaveURL(new RegExp(`error=${code}&ref=[0-9a-f]{8}$`));
  await expect(page.getByRole("heading", { name: words })).toBeFocused();
  await expectAccessible(page);
}

test("the card host serves the sign-in and nothing else", async ({ admin, site, openSignIn }) => {
  void admin;
  const page = await openSignIn(
    await site.authority.issue("Jane Doe", "--upn", "jane.doe@agency.gov"),
  );
  const other = site.server.url.replace("localhost", "piv.localhost");
  for (const path of ["/api/v1/users/me", "/auth/methods", "/sign-in", "/god-mode/"]) {
    const answer = await page.goto(`${other}${path}`);
    expect([404, 421], path).toContain(answer?.status());
  }
});
