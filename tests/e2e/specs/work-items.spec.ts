import { expect, expectAccessible, test } from "../support/fixtures.ts";

test("quick add on the list and on the board", async ({ ana, project }) => {
  await project.addItem("Seed");
  await ana.goto(project.path);
  const list = ana.getByRole("grid", { name: "Work items" });
  await list.getByRole("button", { name: "New work item in Backlog" }).last().click();
  const title = ana.getByRole("textbox", { name: "Title of the new work item in Backlog" });
  await title.fill("Accept cards");
  await title.press("Enter");
  await title.fill("Accept transfers");
  await title.press("Enter");
  await title.press("Escape");
  await expect(list.getByRole("row", { name: "PAY-3" })).toContainText("Accept transfers");
  await expectAccessible(ana);

  await ana
    .getByRole("button", { name: "Board layout" })
    .or(ana.getByRole("radio", { name: "Board layout" }))
    .click();
  await ana.getByRole("button", { name: "New work item in Todo" }).last().click();
  const card = ana.getByRole("textbox", { name: "Title of the new work item in Todo" });
  await card.fill("Print receipts");
  await card.press("Enter");
  const todo = ana.getByRole("region", { name: /^Todo, 1/ });
  await expect(todo.getByRole("group", { name: "PAY-4 Print receipts" })).toBeVisible();
  await expectAccessible(ana);
});

test("the dialog creates an item with everything set", async ({ ana, project, people }) => {
  await project.addLabel("billing");
  await project.addItem("Seed");
  await ana.goto(project.path);
  await ana.getByRole("button", { name: "New work item", exact: true }).first().click();
  const dialog = ana.getByRole("dialog", { name: "New work item" });
  await dialog.getByRole("textbox", { name: "Title" }).fill("Refund twice-paid fees");
  await dialog.getByRole("textbox", { name: "Description" }).fill("Within ten days.");
  await dialog.getByRole("button", { name: "Priority" }).click();
  await ana.getByRole("option", { name: "Urgent" }).click();
  await dialog.getByRole("button", { name: "Labels" }).click();
  await ana.getByRole("option", { name: "billing" }).click();
  await ana.getByRole("combobox", { name: "Labels" }).press("Escape");
  await dialog.getByRole("button", { name: "Assignees" }).click();
  await ana.getByRole("option", { name: people.ben.name }).click();
  await ana.getByRole("combobox", { name: "Assignees" }).press("Escape");
  await expectAccessible(ana);
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog).toBeHidden();
  await ana.getByRole("button", { name: "Open", exact: true }).click();

  await expect(ana.getByRole("textbox", { name: "Title" })).toHaveValue("Refund twice-paid fees");
  await expect(ana.getByRole("region", { name: "Description" })).toContainText("Within ten days.");
  await expect(ana.getByRole("button", { name: "Priority: Urgent" })).toBeVisible();
  await expect(ana.getByRole("button", { name: "Labels: billing" })).toBeVisible();
  await expect(ana.getByRole("button", { name: `Assignees: ${people.ben.name}` })).toBeVisible();
  await expectAccessible(ana);
});

test("every property is edited in place and stays", async ({ ana, project, people }) => {
  const item = await project.addItem("Move to the new host");
  await ana.goto(`${project.path}?peek=${item.id}`);
  const peek = ana.getByRole("dialog", { name: "PAY-1 Move to the new host" });
  await expect(peek).toBeVisible();

  await peek.getByRole("button", { name: "State: Backlog" }).click();
  await expectAccessible(ana);
  await ana.getByRole("option", { name: "In Progress" }).click();
  await expect(peek.getByRole("button", { name: "State: In Progress" })).toBeFocused();

  await peek.getByRole("button", { name: "Priority: No priority" }).click();
  await ana.getByRole("option", { name: "High" }).click();
  await expect(peek.getByRole("button", { name: "Priority: High" })).toBeVisible();

  await peek.getByRole("button", { name: /^Assignees:/ }).click();
  await ana.getByRole("option", { name: people.ben.name }).click();
  await ana.getByRole("combobox", { name: "Assignees" }).press("Escape");
  await expect(peek.getByRole("button", { name: `Assignees: ${people.ben.name}` })).toBeVisible();

  await peek.getByRole("button", { name: "Labels: none" }).click();
  await ana.getByRole("combobox", { name: "Labels" }).fill("hosting");
  await ana.getByRole("option", { name: "Create label “hosting”" }).click();
  await expect(
    ana.getByRole("option", { name: "hosting", exact: true, selected: true }),
  ).toBeVisible();
  await ana.getByRole("combobox", { name: "Labels" }).press("Escape");
  await expect(peek.getByRole("button", { name: "Labels: hosting" })).toBeVisible();

  await peek.getByRole("button", { name: "Start date: none" }).click();
  await ana.getByLabel("Start date").last().fill("2026-03-02");
  await expectAccessible(ana);
  await ana.getByRole("button", { name: "Set date" }).click();
  await peek.getByRole("button", { name: "Due date: none" }).click();
  await ana.getByLabel("Due date").last().fill("2026-03-31");
  await ana.getByRole("button", { name: "Set date" }).click();
  await expect(peek.getByRole("button", { name: /^Due date: .*31/ })).toBeVisible();

  const feed = peek.getByRole("region", { name: "Activity" });
  for (const sentence of [
    "Ana Silva created the work item",
    "Ana Silva changed the state from Backlog to In Progress",
    "Ana Silva changed the priority from No priority to High",
    `Ana Silva assigned ${people.ben.name}`,
    "Ana Silva added the label “hosting”",
    /Ana Silva set the start date to .*Mar.* 2/,
    /Ana Silva set the due date to .*Mar.* 31/,
  ]) {
    await expect(feed.getByRole("listitem").filter({ hasText: sentence })).toBeVisible();
  }

  await ana.reload();
  await expect(peek.getByRole("button", { name: "State: In Progress" })).toBeVisible();
  await expect(peek.getByRole("button", { name: "Priority: High" })).toBeVisible();
  await expect(peek.getByRole("button", { name: "Labels: hosting" })).toBeVisible();
  await expect(peek.getByRole("button", { name: `Assignees: ${people.ben.name}` })).toBeVisible();
  await expect(peek.getByRole("button", { name: /^Start date: .*2/ })).toBeVisible();
  await expectAccessible(ana);
});

test("an item is deleted after asking", async ({ ana, project }) => {
  await project.addItems(["Keep this", "Delete this"]);
  await ana.goto(project.path);
  const list = ana.getByRole("grid", { name: "Work items" });
  await list.getByRole("row", { name: /Delete this/ }).click({ button: "right" });
  await expectAccessible(ana);
  await ana.getByRole("menuitem", { name: /^Delete/ }).click();
  const question = ana.getByRole("alertdialog");
  await expectAccessible(ana);
  await question.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(list.getByRole("row", { name: /Delete this/ })).toBeHidden();
  await ana.reload();
  await expect(list.getByRole("row", { name: /Keep this/ })).toBeVisible();
  await expect(list.getByRole("row", { name: /Delete this/ })).toBeHidden();
});
