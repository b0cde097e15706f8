import { agree, expect, expectAccessible, PASSWORD, test } from "../support/fixtures.ts";

test("an administrator creates a user and hands over the link", async ({ ana, page }) => {
  const email = `fay.${Date.now()}@example.gov`;
  await ana.goto("/god-mode/users");
  await expect(ana.getByRole("table", { name: "Users" })).toBeVisible();
  await expectAccessible(ana);
  await ana.getByRole("button", { name: "Create user" }).click();
  const dialog = ana.getByRole("dialog", { name: "Create user" });
  await dialog.getByLabel("E-mail").fill("not an address");
  await dialog.getByLabel("First name").fill("Fay");
  await expectAccessible(ana);
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("button", { name: "Create user" }).click();
  const created = ana.getByRole("dialog", { name: "User created" });
  const link = await created.getByLabel("One-time link").inputValue();
  await expectAccessible(ana);
  await ana.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await created.getByRole("button", { name: "Copy" }).click();
  await expect(created.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await ana.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await created.getByRole("button", { name: "Done" }).click();

  await page.goto(link);
  await agree(page);
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Create a workspace" })).toBeVisible();
  await page.goto("/god-mode/users");
  await expect(
    page.getByRole("heading", { name: "You have no access to administration" }),
  ).toBeVisible();
  await expectAccessible(page);
});

test("general settings are shown and saved", async ({ ana, page }) => {
  await ana.goto("/god-mode/");
  await expect(ana.getByRole("heading", { name: "General" })).toBeVisible();
  await expect(ana.getByText("Migrations applied")).toBeVisible();
  await expectAccessible(ana);
  const name = ana.getByRole("textbox", { name: /name/i }).first();
  await name.fill("Office of Tests");
  await ana.getByRole("button", { name: "Save" }).click();
  await expect(ana.getByText("Settings saved")).toBeVisible();
  await page.goto("/sign-in");
  await expect(page.getByText("Office of Tests")).toBeVisible();
  await page.goto("/god-mode/");
  await expect(page.getByRole("heading", { name: "Sign in to administration" })).toBeVisible();
  await agree(page);
  await expectAccessible(page);
});

test("workspaces are listed and created", async ({ ana, project }) => {
  await ana.goto("/god-mode/workspaces");
  await expect(ana.getByRole("row", { name: project.slug })).toBeVisible();
  await expectAccessible(ana);
  await ana.getByRole("button", { name: "Create workspace" }).click();
  const dialog = ana.getByRole("dialog", { name: "Create workspace" });
  const name = `Section ${project.slug.slice(-6)}`;
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await expectAccessible(ana);
  await dialog.getByRole("button", { name: "Create workspace" }).click();
  await expect(dialog).toBeHidden();
  await expect(ana.getByRole("row", { name })).toBeVisible();
});
