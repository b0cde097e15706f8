import { mkdtemp, rm } from "node:fs/promises";
import { Api, agreeToNotice } from "../support/api.ts";
import { Authority } from "../support/authority.ts";
import { agree, test as base, expect, expectAccessible } from "../support/fixtures.ts";

const test = base.extend<{ authority: Authority }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape.
  authority: async ({}, use) => {
    const folder = await mkdtemp("/tmp/treasury-plane-authority-");
    await use(await Authority.make(`${folder}/dev-ca`));
    await rm(folder, { recursive: true, force: true });
  },
});

test("an administrator builds up trust and sees what a card would do", async ({
  ana,
  authority,
}) => {
  test.slow();
  const card = await authority.issue("Jane Doe", "--upn", "jane.doe@agency.gov");
  const check = async () => {
    await ana.goto("/god-mode/authentication");
    await ana.getByRole("textbox", { name: "Certificate" }).fill(await authority.pem(card));
    await ana.getByRole("button", { name: "Check" }).click();
    await expect(ana.getByRole("list", { name: "What the validator looked at" })).toBeVisible();
  };
  await check();
  await expect(ana.getByText("This certificate is refused.")).toBeVisible();
  await expectAccessible(ana);

  await ana.goto("/god-mode/trust");
  await expect(ana.getByText("No anchor yet: no card is accepted.")).toBeVisible();
  await expectAccessible(ana);
  await ana.getByRole("button", { name: "Add an anchor" }).click();
  const anchor = ana.getByRole("dialog", { name: "Add an anchor" });
  await anchor.getByLabel("Certificate").fill(await authority.pem("root"));
  await anchor.getByRole("button", { name: "Look at it" }).click();
  await expect(anchor.getByText(/SHA-256 [0-9a-f]{64}/i)).toBeVisible();
  await expect(anchor.getByText("Self-signed", { exact: true })).toBeVisible();
  const trust = anchor.getByRole("button", { name: "Trust it" });
  await anchor.getByLabel("Trust domain").fill("development");
  await expect(trust).toBeDisabled();
  await anchor.getByRole("checkbox", { name: /compared the fingerprint/ }).press("Space");
  await expectAccessible(ana);
  await trust.press("Enter");
  await expect(anchor).toBeHidden();
  const anchors = ana.getByRole("table", { name: "Anchors" });
  await expect(anchors.getByRole("row", { name: /development/ })).toBeVisible();

  await ana.getByRole("button", { name: "Add certificates" }).click();
  const intermediates = ana.getByRole("dialog", { name: "Add certificates" });
  await intermediates.locator("input[type=file]").setInputFiles(authority.path("issuing.pem"));
  await intermediates.getByRole("button", { name: "Look at them" }).click();
  await expect(intermediates.getByText("Reaches development")).toBeVisible();
  await expectAccessible(ana);
  await intermediates.getByRole("button", { name: "Add them" }).click();
  await expect(intermediates).toBeHidden();

  await check();
  await expect(ana.getByText("This certificate is refused.")).toBeVisible();

  await ana.goto("/god-mode/trust");
  for (const list of ["root.crl", "issuing.crl"]) {
    const added = ana.waitForResponse(/\/trust\/crls$/);
    await ana.locator("input[type=file][accept*=crl]").setInputFiles(authority.path(list));
    expect((await added).status()).toBe(201);
  }
  await expect(ana.getByRole("table", { name: "Revocation lists" }).getByRole("row")).toHaveCount(
    3,
  );
  await expectAccessible(ana);

  await check();
  await expect(ana.getByText(/its owner would wait for your approval/)).toBeVisible();
  const steps = ana.getByRole("list", { name: "What the validator looked at" });
  await expect(steps.getByText("Failed: ")).toHaveCount(0);
  const identifiers = ana.getByRole("table", { name: "Identifiers of this certificate" });
  await expect(identifiers).toContainText("Nobody yet");
  await expectAccessible(ana);
});

test("the ways in are tested, and limits and notice are changed", async ({
  ana,
  page,
  api,
  complaints,
}) => {
  complaints.expect(/status of 400 .*\/instance\/authentication$/);
  await ana.goto("/god-mode/authentication");
  await ana.getByRole("button", { name: "Test password sign-in" }).click();
  const steps = ana.getByRole("list", { name: "Test of password sign-in" });
  await expect(steps.getByRole("listitem").first()).toContainText(/Passed: |Failed: /);
  await expectAccessible(ana);

  await ana.getByLabel("Idle limit (minutes)").fill("4");
  await ana.getByRole("button", { name: "Save limits" }).click();
  await expect(ana.getByLabel("Idle limit (minutes)")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(ana);
  await ana.getByLabel("Idle limit (minutes)").fill("30");
  await ana.getByRole("button", { name: "Save limits" }).click();
  await expect(ana.getByText("Session limits saved")).toBeVisible();

  await ana.getByLabel("Title").fill("Rules of this house");
  await ana.getByRole("button", { name: "Save notice" }).click();
  await expect(ana.getByText("Notice saved")).toBeVisible();
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { name: "Rules of this house" })).toBeVisible();
  await agree(page);
  await expect(page.getByLabel("E-mail")).toBeVisible();
  await api.patch("/api/v1/instance/authentication", { session_idle_minutes: 15 });
});

test("passwords cannot be switched off while no administrator has another way in", async ({
  ana,
  complaints,
}) => {
  complaints.expect(/status of 409/);
  await ana.goto("/god-mode/authentication");
  await ana.getByRole("switch", { name: /sign in with a password/ }).press("Space");
  const question = ana.getByRole("alertdialog");
  await expectAccessible(ana);
  await question.getByRole("button").last().click();
  await expect(question.getByRole("alert")).toBeVisible();
  await ana.keyboard.press("Escape");
  await expect(ana.getByRole("switch", { name: /sign in with a password/ })).toBeChecked();
});

test("a provider is added on the screen, with what to register there", async ({ ana }) => {
  await ana.goto("/god-mode/authentication");
  await ana.getByRole("button", { name: "Add a provider" }).click();
  const dialog = ana.getByRole("dialog", { name: "Add a provider" });
  await dialog.getByLabel("Client id").fill("urn:gov:agency:treasury-plane");
  await expectAccessible(ana);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const block = ana.getByRole("region", { name: /Login\.gov sandbox/ });
  await expect(block.getByLabel("Redirect address to register")).toHaveValue(
    /\/auth\/oidc\/[a-z-]+\/callback$/,
  );
  await block.getByText("Public certificate to register").click();
  await expect(block.getByLabel("Certificate (PEM)")).toHaveValue(/BEGIN CERTIFICATE/);
  await expectAccessible(ana);
  await block.getByRole("button", { name: /^Edit/ }).click();
  const edit = ana.getByRole("dialog", { name: "Edit provider" });
  await edit.getByLabel("Name on the button").fill("Login.gov (trial)");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit).toBeHidden();
  await ana.getByRole("button", { name: "Remove Login.gov (trial)" }).click();
  await ana.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(ana.getByText("No provider yet.")).toBeVisible();
});

test("the audit log is searched, verified and exported", async ({ ana, people, server }) => {
  // Another test may have changed it since Ana agreed.
  await agreeToNotice(new Api(ana.request, server.url));
  const refused = await ana.request.post(`${server.url}/auth/sign-in`, {
    data: { email: people.ben.email, password: "not-the-password" },
  });
  expect(refused.status()).toBe(401);
  await ana.goto("/god-mode/audit");
  const table = ana.getByRole("table", { name: "Audit log" });
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  await expectAccessible(ana);

  await ana.getByLabel("Outcome").selectOption("failure");
  await ana.getByRole("searchbox").fill(people.ben.email);
  const entry = table.getByRole("row", { name: /Refused/ }).first();
  await expect(entry).toContainText("127.0.0.1");
  await expect(ana).toHaveURL(/outcome=failure/);
  await entry.getByText(/^Entry \d+/).click();
  await expect(entry.getByText("reason", { exact: true })).toBeVisible();
  await expectAccessible(ana);

  await ana.getByRole("button", { name: "Verify the log" }).press("Enter");
  await expect(ana.getByText(/^The log is whole: \d+ entries/)).toBeVisible();
  await expectAccessible(ana);

  const link = ana.getByRole("link", { name: "Export JSON lines" });
  const download = ana.waitForEvent("download");
  await link.click();
  expect((await download).suggestedFilename()).toMatch(/\.jsonl$/);
  const exported = await ana.request.get(`${server.url}${await link.getAttribute("href")}`);
  const lines = (await exported.text()).trim().split("\n");
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) JSON.parse(line);
});
