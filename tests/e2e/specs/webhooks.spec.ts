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

interface Delivery {
  state: string;
  response_status: number | null;
}

/** The only message of the only webhook, as its log has it. */
async function firstDelivery({ site, project }: Hooks): Promise<Delivery | undefined> {
  const path = `/api/v1/workspaces/${project.slug}/webhooks`;
  const [webhook] = await site.api.get<{ id: string }[]>(path);
  const { results } = await site.api.get<{ results: Delivery[] }>(
    `${path}/${webhook?.id}/deliveries`,
  );
  return results[0];
}

/** The receiver has the message a moment before the log says so. */
async function expectState(hooks: Hooks, state: string): Promise<void> {
  await expect.poll(async () => (await firstDelivery(hooks))?.state).toBe(state);
}

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

  await ana.getByRole("button", { name: "New webhook" }).click();
  const dialog = ana.getByRole("dialog", { name: "New webhook" });
  await dialog.getByLabel("Address").fill("https://169.254.169.254/latest/meta-data");
  await dialog.getByRole("button", { name: "Create" }).press("Enter");
  await expect(dialog.getByText(/not public/)).toBeVisible();
  await expectAccessible(ana);
  await dialog.getByLabel("Address").fill(receiver.url);
  await dialog.getByRole("button", { name: "Create" }).press("Enter");
  const shown = ana.getByRole("dialog", { name: "Copy the secret now" });
  const secret = await shown.getByLabel("Secret").inputValue();
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

  await expectState(hooks, "delivered");
  await ana.reload();
  const log = ana.getByRole("table", { name: "Messages" });
  const row = log.getByRole("row", { name: /Work item created/ });
  await expect(row).toContainText("Delivered");
  await expectAccessible(ana);
  await row.getByRole("button", { name: /^Work item created/ }).click();
  const details = ana.getByRole("dialog", { name: "Message" });
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
  await expect.poll(async () => (await firstDelivery(hooks))?.response_status).toBe(503);
  await ana.goto(`/${project.slug}/settings/webhooks/${webhook.id}`);
  const log = ana.getByRole("table", { name: "Messages" });
  const message = log.getByRole("button", { name: /^Work item created/ });
  await expect(log.getByRole("row", { name: /Work item created/ })).toContainText("Waiting");
  await message.click();
  const details = ana.getByRole("dialog", { name: "Message" });
  await expect(details).toContainText("The receiver answered 503.");
  await expect(details.getByRole("button", { name: "Send again" })).toBeDisabled();
  await expectAccessible(ana);
  await ana.keyboard.press("Escape");

  receiver.status = 200;
  await ana.getByRole("button", { name: "New secret" }).click();
  const question = ana.getByRole("alertdialog", { name: "Make a new secret?" });
  await question.getByRole("button", { name: "Make a new secret" }).press("Enter");
  const shown = ana.getByRole("dialog", { name: "Copy the secret now" });
  const secret = await shown.getByLabel("Secret").inputValue();
  expect(secret).not.toBe(webhook.secret_key);
  await shown.getByRole("button", { name: "Done" }).press("Enter");
  await ana.getByRole("button", { name: "Send a test" }).press("Enter");
  const ping = await receiver.message("the test", ({ event }) => event === "ping");
  expect(ping.headers["x-plane-signature"]).toBe(signatureOf(secret, ping.text));
  // Receivers that still have the secret before are not shut out for a day.
  expect(ping.headers["x-plane-signature-previous"]).toBe(
    signatureOf(webhook.secret_key, ping.text),
  );
  await expectAccessible(ana);
});
