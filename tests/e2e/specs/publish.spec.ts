import { expect, expectAccessible, test } from "../support/fixtures.ts";

test("a published project is read without an account, until it is not", async ({
  ana,
  page,
  project,
  complaints,
}) => {
  const label = await project.addLabel("public");
  await project.addItem("Answer the letters", {
    priority: "high",
    labels: [label.id],
    description_html: "<p>All of <strong>them</strong>.</p>",
  });
  await project.addItem("Water the plants", { state: project.state("Done") });

  await ana.goto(`/${project.slug}/settings/projects/${project.id}/publish`);
  await ana.getByRole("button", { name: "Publish this project" }).click();
  const link = await ana.getByRole("textbox", { name: "Link" }).inputValue();
  expect(link).toMatch(/\/spaces\/issues\/\w+$/);
  await expectAccessible(ana);

  await page.goto(link);
  await expect(page.getByRole("heading", { name: project.name, level: 1 })).toBeVisible();
  await expect(page.getByText("Answer the letters")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Board" }).press("Space");
  const done = page.getByRole("region", { name: /^Done, 1/ });
  await expect(done.getByText("Water the plants")).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole("button", { name: /new work item/i })).toHaveCount(0);

  await page.getByText("Answer the letters").click();
  const peek = page.getByRole("dialog");
  await expect(peek.getByRole("heading", { name: "Answer the letters" })).toBeVisible();
  await expect(peek.getByRole("strong")).toHaveText("them");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(peek).toBeHidden();

  await page.getByRole("searchbox", { name: "Search work items" }).fill("plants");
  await expect(page.getByText("Answer the letters")).toBeHidden();
  await expect(page).toHaveURL(/plants/);
  await page.reload();
  await expect(page.getByText("Water the plants")).toBeVisible();
  await expect(page.getByText("Answer the letters")).toBeHidden();

  await ana.getByRole("button", { name: "Stop publishing…" }).click();
  await expectAccessible(ana);
  await ana.getByRole("alertdialog").getByRole("button", { name: "Stop publishing" }).click();
  await expect(ana.getByRole("button", { name: "Publish this project" })).toBeVisible();
  complaints.expect(/status of 404 .*\/api\/public\/anchor\//);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This board is not published" })).toBeVisible();
  await expectAccessible(page);
});
