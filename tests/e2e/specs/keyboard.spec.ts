import type { Page } from "@playwright/test";
import { expectCards } from "../support/board.ts";
import { expect, expectAccessible, PASSWORD, test } from "../support/fixtures.ts";

/** Presses Tab until something with this name has the focus. */
async function tabTo(page: Page, name: RegExp, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

test("a card is moved and its title changed without a mouse", async ({ page, people, project }) => {
  await project.addItems(["Open the gate", "Close the gate"]);
  await project.addItem("Paint the gate", { state: project.state("Todo") });
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "I understand and agree" })).toBeVisible();
  await tabTo(page, /^I understand and agree$/);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.keyboard.type(people.ben.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Account:/ })).toBeVisible();
  // Ben is in other workspaces as well; this one he types.
  await page.goto(`/${project.slug}`);
  await expect(page.getByRole("heading", { name: /Ben/ })).toBeVisible();

  await tabTo(page, /^Skip to main content$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await tabTo(page, /^Payment Portal$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("grid", { name: "Work items" })).toBeVisible();

  await tabTo(page, /^List layout$/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/layout=board/);
  await tabTo(page, /^PAY-1 Open the gate$/);

  const said = page.getByRole("log");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(said).toHaveText("Moved to Backlog, position 2 of 2");
  await expect(page.getByRole("group", { name: "PAY-1 Open the gate" })).toBeFocused();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(said).toHaveText(/^Moved to Todo, position \d of 2$/);
  const card = page.getByRole("group", { name: "PAY-1 Open the gate" });
  await expect(card).toBeFocused();
  await expectCards(page, "Backlog", ["Close the gate"]);

  await page.keyboard.press("Space");
  const peek = page.getByRole("dialog", { name: "PAY-1 Open the gate" });
  await expect(peek).toBeFocused();
  await expectAccessible(page);
  await tabTo(page, /^Title$/);
  await expect(peek.getByRole("textbox", { name: "Title" })).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Open the main gate");
  await page.keyboard.press("Enter");
  const renamed = page.getByRole("dialog", { name: "PAY-1 Open the main gate" });
  await expect(renamed).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(renamed).toBeHidden();
  await expect(page.getByRole("group", { name: "PAY-1 Open the main gate" })).toBeFocused();
});

test("single keys change the item that has the focus", async ({ ana, project }) => {
  await project.addItems(["Count the votes", "Print the ballots"]);
  await ana.goto(project.path);
  const row = ana.getByRole("row", { name: /Count the votes/ });
  await expect(row).toBeVisible();
  await ana.keyboard.press("j");
  await expect(row).toBeFocused();
  await ana.keyboard.press("p");
  await ana.getByRole("combobox", { name: "Priority" }).fill("urg");
  await ana.keyboard.press("Enter");
  await expect(row.getByRole("button", { name: "Priority: Urgent" })).toBeVisible();
  await expect(row).toBeFocused();
  await ana.keyboard.press("i");
  await expect(row.getByRole("button", { name: "Assignees: Ana Silva" })).toBeVisible();
  await ana.keyboard.press("Control+z");
  await expect(row.getByRole("button", { name: "Assignees: Ana Silva" })).toBeHidden();
});

test("the palette finds commands and work items", async ({ ana, project }) => {
  await project.addItems(["Renew the licence", "Retire the fax"]);
  await ana.goto(project.path);
  await expect(ana.getByRole("row", { name: /Renew the licence/ })).toBeVisible();
  await ana.keyboard.press("Control+k");
  const palette = ana.getByRole("dialog", { name: "Command palette" });
  const input = palette.getByRole("combobox", { name: "Search commands and work items" });
  await expect(input).toBeFocused();
  await expectAccessible(ana);
  await input.fill("board");
  await expect(palette.getByRole("option", { name: /Show as board/ })).toBeVisible();
  await ana.keyboard.press("Enter");
  await expect(ana).toHaveURL(/layout=board/);

  await ana.keyboard.press("Control+k");
  await input.fill("fax");
  await expect(palette.getByRole("option", { name: /Retire the fax/ })).toBeVisible();
  await expectAccessible(ana);
  await ana.keyboard.press("Enter");
  await expect(ana).toHaveURL(/\/browse\/PAY-2$/);
  await expect(ana.getByRole("textbox", { name: "Title" })).toHaveValue("Retire the fax");
});

test("the shortcut sheet shows the keys and switches single ones off", async ({ ana, project }) => {
  await project.addItem("Something");
  await ana.goto(project.path);
  await expect(ana.getByRole("row", { name: /Something/ })).toBeVisible();
  await ana.keyboard.press("Control+/");
  const sheet = ana.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet.getByText("Filter by text")).toBeVisible();
  await expectAccessible(ana);
  await sheet.getByRole("searchbox", { name: "Search shortcuts" }).fill("undo");
  await expect(sheet.getByText("Undo last change")).toBeVisible();
  await expect(sheet.getByText("Filter by text")).toBeHidden();

  const saved = ana.waitForResponse((answer) => answer.request().method() === "PATCH");
  await sheet.getByRole("switch", { name: /Single-key shortcuts/ }).press("Space");
  expect((await saved).ok()).toBe(true);
  await sheet.getByRole("button", { name: "Close" }).press("Enter");
  await expect(sheet).toBeHidden();
  await ana.keyboard.press("?");
  await ana.keyboard.press("Control+/");
  await expect(sheet).toBeVisible();
  const back = ana.waitForResponse((answer) => answer.request().method() === "PATCH");
  await sheet.getByRole("switch", { name: /Single-key shortcuts/ }).press("Space");
  expect((await back).ok()).toBe(true);
});
