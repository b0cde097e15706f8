import { column, expectCards } from "../support/board.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { fillWithSample } from "../support/sample.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("screens fit a phone", async ({ ana, project, people }) => {
  test.slow();
  const item = await fillWithSample(project, [people.ana.id, people.ben.id]);
  const { url } = await project.api.post<{ url: string }>(project.apiPath("publish"));
  const settings = `/${project.slug}/settings`;
  for (const path of [
    `/${project.slug}`,
    project.path,
    project.boardPath,
    project.itemPath(item),
    `${project.path}?peek=${item.id}`,
    `${settings}/projects/${project.id}/states`,
    `${settings}/members`,
    "/settings/security",
    "/god-mode/users",
    url,
    `${url}?board=kanban`,
  ]) {
    await ana.goto(path);
    await expect(ana.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expect(ana.getByText(/^Loading/)).toHaveCount(0);
    await expectAccessible(ana);
    const overhang = await ana.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overhang, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
  }
});

test("navigation opens as a drawer and closes on the way", async ({ ana, project }) => {
  await project.addItem("Something");
  await ana.goto(`/${project.slug}`);
  await ana.getByRole("button", { name: /navigation|sidebar/i }).tap();
  const drawer = ana.getByRole("dialog");
  await expectAccessible(ana);
  await drawer.getByRole("link", { name: project.name, exact: true }).tap();
  await expect(ana.getByRole("row", { name: /Something/ })).toBeVisible();
  await expect(drawer).toHaveCount(0);
});

test("the board shows one column, and a menu moves cards", async ({ ana, project }) => {
  await project.addItem("Carry me over");
  await ana.goto(project.boardPath);
  await expectCards(ana, "Backlog", ["Carry me over"]);
  await expect(column(ana, "Todo")).toHaveCount(0);
  await ana.getByRole("button", { name: "More actions for PAY-1" }).tap();
  await ana.getByRole("menuitem", { name: /^Move to/ }).tap();
  await ana.getByRole("option", { name: "In Progress" }).tap();
  await expectCards(ana, "In Progress", ["Carry me over"]);
  await expect(ana.getByRole("log")).toHaveText("Moved to In Progress, position 1 of 1");
});
