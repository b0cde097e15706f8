import { column, drag, expectCards } from "../support/board.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";

// Wide enough for all columns at once.
test.use({ viewport: { width: 2000, height: 900 } });

test("cards are dragged between and within columns, and stay", async ({ ana, project }) => {
  await project.addItems(["Alpha", "Bravo", "Charlie"]);
  await project.addItems(["Delta", "Echo"], { state: project.state("Todo") });
  await ana.goto(project.boardPath);
  await expectCards(ana, "Backlog", ["Alpha", "Bravo", "Charlie"]);
  await expectAccessible(ana);

  const card = (name: string) => ana.getByRole("group", { name: new RegExp(`^PAY-\\d ${name}$`) });
  const said = ana.getByRole("log");
  await drag(ana, card("Bravo"), card("Echo"), "upper");
  await expectCards(ana, "Todo", ["Delta", "Bravo", "Echo"]);
  await expectCards(ana, "Backlog", ["Alpha", "Charlie"]);
  await expect(said).toHaveText("Moved to Todo, position 2 of 3");

  await drag(ana, card("Delta"), card("Echo"), "lower");
  await expectCards(ana, "Todo", ["Bravo", "Echo", "Delta"]);

  await drag(ana, card("Alpha"), column(ana, "Done"), "lower");
  await expectCards(ana, "Done", ["Alpha"]);
  await expectCards(ana, "Backlog", ["Charlie"]);

  await ana.reload();
  await expectCards(ana, "Todo", ["Bravo", "Echo", "Delta"]);
  await expectCards(ana, "Done", ["Alpha"]);
  await expectCards(ana, "Backlog", ["Charlie"]);
});

test("grouped by priority a drop changes the priority", async ({ ana, project }) => {
  await project.addItem("Patch the server");
  await project.addItem("Thank the team", { priority: "low" });
  await ana.goto(`${project.boardPath}&group=priority`);
  await drag(ana, ana.getByRole("group", { name: /Patch/ }), column(ana, "Urgent"), "lower");
  await expectCards(ana, "Urgent", ["Patch the server"]);
  await ana.reload();
  await expectCards(ana, "Urgent", ["Patch the server"]);
  await expectCards(ana, "Low", ["Thank the team"]);
});

test("a move is kept when the page is reloaded at once", async ({ ana, project }) => {
  await project.addItem("Patch the server");
  await ana.addInitScript(() => {
    const send = window.fetch;
    window.fetch = (address, options) => {
      const answer = send(address, options);
      if (options?.method === "PATCH" && !sessionStorage.getItem("reloaded")) {
        sessionStorage.setItem("reloaded", "yes");
        location.reload();
      }
      return answer;
    };
  });
  await ana.goto(`${project.boardPath}&group=priority`);
  await drag(ana, ana.getByRole("group", { name: /Patch/ }), column(ana, "Urgent"), "lower");
  await ana.waitForFunction(() => sessionStorage.getItem("reloaded") !== null);
  await expectCards(ana, "Urgent", ["Patch the server"]);
});

test("rows of the list are dragged to another group", async ({ ana, project }) => {
  await project.addItems(["First", "Second"]);
  await project.addItem("Third", { state: project.state("Todo") });
  await ana.goto(project.path);
  const list = ana.getByRole("grid", { name: "Work items" });
  const row = (name: string) => list.getByRole("row", { name });
  await drag(ana, row("First"), row("Third"), "lower");
  await expect(row("First").getByRole("button", { name: "State: Todo" })).toBeVisible();
  await ana.reload();
  await expect(row("First").getByRole("button", { name: "State: Todo" })).toBeVisible();
  await expect(row("Second").getByRole("button", { name: "State: Backlog" })).toBeVisible();
});
