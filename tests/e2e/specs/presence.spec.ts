import { expect, expectAccessible, test } from "../support/fixtures.ts";

test("people see who else looks at a work item", async ({ ana, ben, project }) => {
  const item = await project.addItem("Read this together");
  await ana.goto(project.itemPath(item));
  await expect(ana.getByText("Live", { exact: true })).toBeVisible();
  const here = (page: typeof ana) => page.getByRole("list", { name: "Also here" });
  await expect(here(ana)).toHaveCount(0);

  await ben.goto(project.itemPath(item));
  await expect(here(ana).getByRole("listitem")).toHaveCount(1);
  await expect(here(ana)).toContainText("Ben Ortiz");
  await expect(here(ben)).toContainText("Ana Silva");
  await expectAccessible(ana);

  await ben.goto(project.path);
  await expect(here(ana)).toHaveCount(0);
  await ben.goto(project.itemPath(item));
  await expect(here(ana)).toContainText("Ben Ortiz");
  // A browser that is gone has nobody to say goodbye.
  await ben.context().close();
  await expect(here(ana)).toHaveCount(0, { timeout: 30_000 });
});
