import { expect, expectAccessible, test } from "../support/fixtures.ts";

test("people see who else looks at a work item", async ({ ana, ben, project }) => {
  const item = await project.addItem("Read this together");
  await ana.goto(project.itemPath(item));
  await expect(ana.getByText("Live", { exact: true })).toBeVisible();
  const here = (page: typeof ana) => page.getByText(/(is|are) here too$/);
  await expect(here(ana)).toHaveCount(0);

  await ben.goto(project.itemPath(item));
  await expect(here(ana)).toHaveText("Ben Ortiz is here too");
  await expect(here(ben)).toHaveText("Ana Silva is here too");
  await expectAccessible(ana);

  await ben.goto(project.path);
  await expect(here(ana)).toHaveCount(0);
  await ben.goto(project.itemPath(item));
  await expect(here(ana)).toHaveText("Ben Ortiz is here too");
  // A browser that is gone has nobody to say goodbye.
  await ben.context().close();
  await expect(here(ana)).toHaveCount(0, { timeout: 30_000 });
});
