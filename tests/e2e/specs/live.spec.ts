import { column, drag, expectCards } from "../support/board.ts";
import { expect, test } from "../support/fixtures.ts";

// Wide enough for all columns at once.
test.use({ viewport: { width: 2000, height: 900 } });

test("what one person does appears on the other's screen", async ({ ana, ben, project }) => {
  await project.addItems(["Alpha", "Bravo"]);
  await ana.goto(project.boardPath);
  await ben.goto(project.boardPath);
  for (const page of [ana, ben]) {
    await expectCards(page, "Backlog", ["Alpha", "Bravo"]);
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
  }

  await drag(ana, ana.getByRole("group", { name: /Alpha/ }), column(ana, "Todo"), "lower");
  await expectCards(ben, "Todo", ["Alpha"]);

  await ben.getByRole("group", { name: /Bravo/ }).click();
  const peek = ben.getByRole("dialog", { name: /Bravo/ });
  await peek.getByRole("textbox", { name: "Title" }).fill("Bravo, renamed by Ben");
  await peek.getByRole("textbox", { name: "Title" }).press("Enter");
  await expectCards(ana, "Backlog", ["Bravo, renamed by Ben"]);

  const item = await project.addItem("Written by a script");
  await expect(ana.getByRole("group", { name: /Written by a script/ })).toBeVisible();
  await expect(ben.getByRole("group", { name: /Written by a script/ })).toBeVisible();
  await project.api.delete(project.apiPath(`work-items/${item.id}`));
  await expect(ana.getByRole("group", { name: /Written by a script/ })).toBeHidden();
  await expect(ben.getByRole("group", { name: /Written by a script/ })).toBeHidden();
});

test("comments and new states arrive as well", async ({ ana, ben, project }) => {
  const item = await project.addItem("Discuss");
  await ana.goto(project.itemPath(item));
  await expect(ana.getByText("Live", { exact: true })).toBeVisible();
  await ben.goto(project.itemPath(item));
  await ben.getByRole("button", { name: "Write a comment…" }).click();
  await ben.getByRole("textbox", { name: "New comment" }).fill("Hello from Ben");
  await ben.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(ana.getByRole("article", { name: "Comment by Ben Ortiz" })).toContainText("Hello");

  await ana.goto(project.boardPath);
  await expect(ana.getByText("Live", { exact: true })).toBeVisible();
  await project.api.post(project.apiPath("states"), {
    name: "In Review",
    color: "#7c3aed",
    group: "started",
  });
  await expect(column(ana, "In Review")).toBeVisible();
});

test("screens go on after the server restarts", async ({
  ana,
  ben,
  project,
  server,
  complaints,
}) => {
  complaints.expect(/WebSocket connection to/);
  complaints.expect(/net::ERR_CONNECTION_REFUSED|status of 503/);
  await project.addItems(["Alpha", "Bravo"]);
  await ana.goto(project.boardPath);
  await ben.goto(project.boardPath);
  for (const page of [ana, ben]) {
    await expectCards(page, "Backlog", ["Alpha", "Bravo"]);
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
  }

  await server.stop();
  await expect(ben.getByText("Reconnecting…")).toBeVisible();
  await server.start();
  await expect(ana.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(ben.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });

  await drag(ana, ana.getByRole("group", { name: /Alpha/ }), column(ana, "Done"), "lower");
  await expectCards(ana, "Done", ["Alpha"]);
  await expectCards(ben, "Done", ["Alpha"]);
});
