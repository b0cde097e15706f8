import { Project } from "../support/api.ts";
import { test as base, expect, expectAccessible } from "../support/fixtures.ts";
import { OwnSite } from "../support/own-site.ts";
import { signatureOf, WebhookReceiver } from "../support/webhook-receiver.ts";

interface Hooks {
  receiver: WebhookReceiver;
  site: OwnSite;
  project: Project;
}

/** An installation that may reach a receiver on this machine. */
const test = base.extend<{ hooks: Hooks }>({
  hooks: async ({ browser }, use) => {
    const receiver = await WebhookReceiver.start();
    const site = await OwnSite.install(browser, receiver.settings);
    await use({ receiver, site, project: await Project.create(site.api, "hooked") });
    await site.remove();
    await receiver.stop();
  },
});

// Each test installs a server of its own.
test.slow();

test("a webhook is made on the screen, and its messages are signed and logged", async ({
  hooks,
  openPage,
  complaints,
}) => {
  complaints.expect(/status of 400 .*\/webhooks\/?$/);
  const { receiver, site, project } = hooks;
  const ana = await site.open(openPage, site.ana);
  await ana.goto(`/${project.slug}/settings/webhooks`);
  await expect(ana.getByRole("heading", { name: "Webhooks", level: 1 })).toBeVisible();
  await expectAccessible(ana);

  await ana.getByRole("button", { name: "Create webhook" }).first().click();
  const dialog = ana.getByRole("dialog", { name: "Create webhook" });
  await dialog.getByLabel("Address").fill("https://169.254.169.254/latest/meta-data");
  await dialog.getByRole("button", { name: "Create webhook" }).press("Enter");
  await expect(dialog.getByText(/not public/)).toBeVisible();
  await expectAccessible(ana);
  await dialog.getByLabel("Address").fill(receiver.url);
  await dialog.getByRole("button", { name: "Create webhook" }).press("Enter");
  const shown = ana.getByRole("dialog", { name: /secret/i });
  const secret = await shown.getByLabel(/secret/i).inputValue();
  expect(secret).not.toBe("");
  await expectAccessible(ana);
  await shown.getByRole("button", { name: "Done" }).press("Enter");
  await expect(shown).toBeHidden();

  await ana.getByRole("link", { name: receiver.url }).click();
  await expect(ana.getByText(secret)).toHaveCount(0);
  await project.addItem("Count the stamps");
  const message = await receiver.message("the new work item", ({ json }) => json.event === "issue");
  expect(message.json).toMatchObject({ action: "created", data: { name: "Count the stamps" } });
  expect(message.headers["x-plane-signature"]).toBe(signatureOf(secret, message.text));

  const log = ana.getByRole("table", { name: "Deliveries" });
  const row = log.getByRole("row", { name: /issue/ }).first();
  await expect(row).toContainText("Delivered", { timeout: 20_000 });
  await expectAccessible(ana);
  await row.getByRole("button", { name: /^Details/ }).click();
  const details = ana.getByRole("dialog", { name: /delivery/i });
  await expect(details).toContainText("Count the stamps");
  await expectAccessible(ana);
  await details.getByRole("button", { name: "Send again" }).press("Enter");
  const again = await receiver.message(
    "the same again",
    ({ delivery, text }) => delivery !== message.delivery && text.includes("Count the stamps"),
  );
  expect(again.json.data).toEqual(message.json.data);
});

test("a receiver that fails is tried again, and a new secret signs", async ({
  hooks,
  openPage,
}) => {
  const { receiver, site, project } = hooks;
  const path = `/api/v1/workspaces/${project.slug}/webhooks`;
  const webhook = await site.api.post<{ id: string; secret_key: string }>(path, {
    url: receiver.url,
    issue: true,
  });
  receiver.status = 503;
  await project.addItem("Nobody listens");
  await receiver.message("the first try", ({ text }) => text.includes("Nobody listens"));
  const ana = await site.open(openPage, site.ana);
  await ana.goto(`/${project.slug}/settings/webhooks/${webhook.id}`);
  const row = ana.getByRole("table", { name: "Deliveries" }).getByRole("row", { name: /issue/ });
  await expect(row.first()).toContainText("503", { timeout: 20_000 });
  await expect(row.first()).toContainText("Waiting");

  receiver.status = 200;
  await ana.getByRole("button", { name: /^New secret/ }).click();
  await ana.getByRole("alertdialog").getByRole("button").last().press("Enter");
  const shown = ana.getByRole("dialog", { name: /secret/i });
  const secret = await shown.getByLabel(/secret/i).inputValue();
  expect(secret).not.toBe(webhook.secret_key);
  await shown.getByRole("button", { name: "Done" }).press("Enter");
  await ana.getByRole("button", { name: /^Send a test/ }).press("Enter");
  const ping = await receiver.message("the test", ({ event }) => event === "ping");
  expect(ping.headers["x-plane-signature"]).toBe(signatureOf(secret, ping.text));
  // Receivers that still have the secret before are not shut out for a day.
  expect(ping.headers["x-plane-signature-previous"]).toBe(
    signatureOf(webhook.secret_key, ping.text),
  );
  await expectAccessible(ana);
});
