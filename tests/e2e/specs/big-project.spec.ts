import type { Locator } from "@playwright/test";
import { column } from "../support/board.ts";
import { expect, expectAccessible, type Project, test } from "../support/fixtures.ts";

const COUNT = 2000;
const STATES = ["Backlog", "Todo", "In Progress", "Done", "Cancelled"];

async function fill(project: Project): Promise<void> {
  const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);
  const states = STATES.map((name) => project.state(name));
  const worker = async () => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      await project.addItem(`Inspect bridge ${number}`, { state: states[number % states.length] });
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** Only what is in sight, and a little around it, is in the document. */
const countNodes = (list: Locator) => list.evaluate((root) => root.querySelectorAll("*").length);

test("two thousand work items open, scroll and filter", async ({ ana, project }) => {
  test.setTimeout(240_000);
  await fill(project);

  await ana.goto(project.path);
  const list = ana.getByRole("grid", { name: "Work items" });
  await expect(ana.getByText("2,000 items")).toBeVisible();
  await expect(list.getByRole("row", { name: /Inspect bridge/ }).first()).toBeVisible();
  expect(await countNodes(list)).toBeLessThan(1500);
  await expectAccessible(ana);
  await list.hover();
  for (let turn = 0; turn < 10; turn += 1) await ana.mouse.wheel(0, 9_000);
  await expect(list.getByRole("button", { name: /Cancelled 400/ })).toBeVisible();
  expect(await countNodes(list)).toBeLessThan(1500);

  await ana.getByRole("searchbox", { name: "Filter by title or number" }).fill("bridge 1234");
  await expect(ana.getByText("1 item", { exact: true })).toBeVisible();
  await expect(list.getByRole("row", { name: /Inspect bridge 1234/ })).toBeVisible();
  await ana.getByRole("button", { name: "Clear", exact: true }).click();

  await ana
    .getByRole("button", { name: "Board layout" })
    .or(ana.getByRole("radio", { name: "Board layout" }))
    .click();
  const backlog = column(ana, "Backlog");
  await expect(backlog.getByRole("group").first()).toBeVisible();
  await backlog.hover();
  for (let turn = 0; turn < 10; turn += 1) await ana.mouse.wheel(0, 9_000);
  await expect(backlog.locator("[aria-posinset='400']")).toBeVisible();
  expect(await countNodes(backlog)).toBeLessThan(1500);
  await expectAccessible(ana);
});
