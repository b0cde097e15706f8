import { Project } from "../support/api.ts";
import { agree, test as base, expect, expectAccessible, PASSWORD } from "../support/fixtures.ts";
import { linkIn } from "../support/letter.ts";
import { OwnSite } from "../support/own-site.ts";
import { SmtpSink, type TakenMail } from "../support/smtp-sink.ts";

const test = base.extend<{ sink: SmtpSink; site: OwnSite }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape.
  sink: async ({}, use) => {
    const sink = await SmtpSink.start();
    await use(sink);
    await sink.stop();
  },
  site: async ({ browser }, use) => {
    const site = await OwnSite.install(browser);
    await use(site);
    await site.remove();
  },
});

// Each test installs a server of its own.
test.slow();

/** What the screen does in the first test. */
function sendThrough(site: OwnSite, sink: SmtpSink): Promise<unknown> {
  return site.api.patch("/api/v1/instance/mail", {
    enabled: true,
    host: "127.0.0.1",
    port: sink.port,
    security: "none",
    from_address: "tracker@example.gov",
    from_name: "Tracker",
  });
}

/** Nothing in a mail is fetched, and nothing tells that it was read. */
function expectNoTracking(mail: TakenMail): void {
  expect(mail.from).toBe("tracker@example.gov");
  expect(mail.text).not.toBe("");
  expect(mail.html).toMatch(/<html[^>]* lang=/);
  expect(mail.html).not.toMatch(/<img|<link|<script|url\(/i);
}

test("mail is set up on the screen, and a test tells each step", async ({
  site,
  sink,
  openPage,
}) => {
  const ana = await site.open(openPage, site.ana);
  await ana.goto("/god-mode/authentication");
  const links = ana.getByRole("switch", { name: /sign in with a link by e-mail/ });
  await expect(links).toBeDisabled();
  await expect(ana.getByText(/Mail is not ready, so links could not be sent/)).toBeVisible();
  await ana.getByRole("link", { name: "Set up e-mail" }).click();

  await expect(ana.getByRole("heading", { name: "E-mail", level: 1 })).toBeFocused();
  await expect(ana.getByText("No mail here")).toBeVisible();
  await expectAccessible(ana);
  await ana.getByRole("switch", { name: "Send e-mail" }).press("Space");
  await ana.getByRole("textbox", { name: "Host" }).fill("127.0.0.1");
  await ana.getByLabel("Security").selectOption("none");
  await expect(ana.getByText(/readable and changeable by anyone/)).toBeVisible();
  await ana.getByRole("textbox", { name: "Port" }).fill(String(sink.port));
  await ana.getByRole("button", { name: "Save changes" }).press("Enter");
  const address = ana.getByRole("textbox", { name: "Sender's address" });
  await expect(address).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(ana);
  await address.fill("tracker@example.gov");

  await ana.getByRole("link", { name: "Users" }).click();
  const question = ana.getByRole("alertdialog", { name: "Leave without saving?" });
  await expectAccessible(ana);
  await question.getByRole("button", { name: "Cancel" }).press("Enter");
  await expect(address).toHaveValue("tracker@example.gov");
  await ana.getByRole("button", { name: "Save changes" }).press("Enter");
  await expect(ana.getByText("E-mail settings saved")).toBeVisible();
  await expect(ana.getByText("Ready", { exact: true })).toBeVisible();

  await ana.getByRole("button", { name: "Send a test…" }).press("Enter");
  const dialog = ana.getByRole("dialog", { name: "Send a test" });
  await expect(dialog.getByRole("textbox", { name: "Send to" })).toHaveValue(site.ana.email);
  await dialog.getByRole("button", { name: "Send" }).press("Enter");
  await expect(dialog.getByText(/The mail server has taken the mail/)).toBeVisible();
  await expect(dialog.getByText("Failed: ")).toHaveCount(0);
  await expectAccessible(ana);
  expectNoTracking(await sink.mailTo(site.ana.email, /^Test mail of /));

  await sink.stop();
  await dialog.getByRole("button", { name: "Send" }).press("Enter");
  await expect(dialog.getByText("The mail was not sent.")).toBeVisible();
  await expect(dialog.getByRole("list", { name: "Steps of the test" })).toContainText("Failed: ");
  await expectAccessible(ana);
});

test("an invitation arrives by mail, and its link works", async ({ site, sink, openPage }) => {
  await sendThrough(site, sink);
  const project = await Project.create(site.api, "mailed");
  const email = "dan@example.gov";
  const invited = await site.api.post<{ mailed: boolean }>(
    `/api/v1/workspaces/${project.slug}/invitations`,
    { email, role: 15 },
  );
  expect(invited.mailed).toBe(true);
  const mail = await sink.mailTo(email, new RegExp(`^Invitation to ${project.workspaceName}$`));
  expectNoTracking(mail);

  const page = await site.open(openPage, null);
  await page.goto(linkIn(mail, /invitation/));
  await expect(page.getByRole("heading", { name: `Join ${project.workspaceName}` })).toBeVisible();
  await agree(page);
  await page.getByLabel("First name").fill("Dan");
  await page.getByLabel("Last name").fill("Okafor");
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account and join" }).click();
  await expect(page).toHaveURL(`/${project.slug}`);

  // The sink has the mail a moment before the server writes that it was sent.
  const states = async () => {
    const path = "/api/v1/instance/mail/log";
    const log = await site.api.get<{ results: { state: string }[] }>(path);
    return log.results.map(({ state }) => state);
  };
  await expect.poll(states).toEqual(["sent"]);
  const ana = await site.open(openPage, site.ana);
  await ana.goto("/god-mode/email?state=sent");
  const row = ana.getByRole("table", { name: "Mail log" }).getByRole("row", { name: email });
  await expect(row).toContainText("Sent");
  await expect(row).toContainText("Invitation");
  await expectAccessible(ana);
  await ana.getByRole("radiogroup", { name: "State" }).getByText("Failed").click();
  await expect(ana.getByText("No mail here")).toBeVisible();
});

test("somebody signs in with a link by mail, once", async ({
  site,
  sink,
  openPage,
  complaints,
}) => {
  complaints.expect(/status of 404 .*\/auth\/magic-link\/redeem/);
  await sendThrough(site, sink);
  const ana = await site.open(openPage, site.ana);
  await ana.goto("/god-mode/authentication");
  await ana.getByRole("switch", { name: /sign in with a link by e-mail/ }).press("Space");
  await expect(ana.getByText("Magic links are on")).toBeVisible();

  const page = await site.open(openPage, null);
  await page.goto("/sign-in");
  await agree(page);
  await page.getByRole("button", { name: "Sign in by a link in an e-mail" }).click();
  await page.getByLabel("E-mail").fill(site.ana.email);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText(/it is on its way/)).toBeVisible();
  await expectAccessible(page);
  const mail = await sink.mailTo(site.ana.email, /^Sign in to /);
  expectNoTracking(mail);

  const link = linkIn(mail, /\/sign-in\/link\?token=/);
  await page.goto(link);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Create a workspace" })).toBeVisible();

  const again = await site.open(openPage, null);
  await again.goto(link);
  await again.getByRole("button", { name: "I understand and agree" }).click();
  await again.getByRole("button", { name: "Sign in" }).click();
  await expect(again.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();
  await expect(again.getByRole("link", { name: "Go to sign-in" })).toBeVisible();
  await expectAccessible(again);
});

test("somebody who forgot the password chooses another one by mail", async ({
  site,
  sink,
  openPage,
}) => {
  await sendThrough(site, sink);
  const page = await site.open(openPage, null);
  await page.goto("/sign-in");
  await agree(page);
  const forgot = page.getByRole("button", { name: "Forgot your password?" });
  await forgot.click();
  await page.getByLabel("E-mail").fill("nobody@example.gov");
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText(/If there is an account with this address/)).toBeVisible();
  await page.getByRole("button", { name: "Back to sign-in" }).press("Enter");
  await forgot.press("Enter");
  await page.getByLabel("E-mail").fill(site.ana.email);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText(/If there is an account with this address/)).toBeVisible();
  const mail = await sink.mailTo(site.ana.email, /^Choose another password on /);
  expectNoTracking(mail);
  expect(sink.mails.map(({ to }) => to)).toEqual([[site.ana.email]]);

  await page.goto(linkIn(mail, /token=|password/));
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(`${PASSWORD}-new`);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Create a workspace" })).toBeVisible();
});
