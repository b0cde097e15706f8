import { expect, expectAccessible, PASSWORD, test } from "../support/fixtures.ts";

test("from the printed link to the first project", async ({ freshServer, openPage }) => {
  const page = await openPage(null, { baseURL: freshServer.url });
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Almost there" })).toBeVisible();
  await expectAccessible(page);

  await page.goto(await freshServer.setupLink());
  await expect(page.getByRole("heading", { name: "Set up your installation" })).toBeVisible();
  await page.getByLabel("First name").fill("Grace");
  await page.getByLabel("Last name").fill("Moreno");
  await page.getByLabel("E-mail").fill("grace@example.gov");
  await page.getByLabel("Name of this installation").fill("Bureau of Streets");
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(PASSWORD);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Finish set-up" }).click();

  await expect(page.getByRole("heading", { name: "Create a workspace" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Street Lights");
  await page.getByRole("button", { name: /create workspace/i }).click();

  await expect(page.getByRole("heading", { name: /Grace/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create a project" }).click();
  const dialog = page.getByRole("dialog", { name: "New project" });
  await dialog.getByLabel("Name").fill("Lamp Posts");
  await expect(dialog.getByLabel("Identifier")).not.toHaveValue("");
  await dialog.getByLabel("Identifier").fill("lamp");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Create project" }).click();

  await expect(page.getByText("No work items yet")).toBeVisible();
  await expectAccessible(page);
});

test("the set-up link works once", async ({ page, people, server, complaints }) => {
  complaints.expect(/status of 404 .*\/instance\/setup/);
  void people;
  await page.goto("/god-mode/setup?token=used-already");
  await page.getByLabel("First name").fill("Mallory");
  await page.getByLabel("E-mail").fill("mallory@example.com");
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Finish set-up" }).click();
  await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Go to sign-in" }).click();
  await expect(page).toHaveURL(`${server.url}/god-mode/`);
});
