import { expect, type Locator, type Page } from "@playwright/test";

/** A column of the board by the name of its group. */
export function column(page: Page, name: string): Locator {
  return page.getByRole("region", { name: new RegExp(`^${name}, \\d+ work items`) });
}

/** The titles of a column's cards, from the top. */
export async function expectCards(page: Page, name: string, titles: readonly string[]) {
  const cards = column(page, name).getByRole("group");
  await expect(cards).toHaveCount(titles.length);
  const links = column(page, name).getByRole("listitem").getByRole("link");
  await expect(links).toHaveText(titles);
}

/** Takes a card with the mouse and lets it go over the upper or lower part of something else. */
export async function drag(page: Page, card: Locator, target: Locator, part: "upper" | "lower") {
  // Both must be in view: what scrolls the second into view would move the first.
  await target.scrollIntoViewIfNeeded();
  await card.scrollIntoViewIfNeeded();
  const from = await box(card);
  const to = await box(target);
  const x = to.x + to.width / 2;
  const y = to.y + (part === "upper" ? Math.min(6, to.height / 4) : to.height - 6);
  await page.mouse.move(from.x + from.width / 2, from.y + 14);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 + 8, from.y + 22, { steps: 4 });
  await page.mouse.move(x, y, { steps: 12 });
  await page.mouse.move(x, y + 1);
  await page.mouse.up();
}

async function box(locator: Locator) {
  await expect(locator).toBeInViewport();
  const found = await locator.boundingBox();
  if (!found) throw new Error("not on the screen");
  return found;
}
