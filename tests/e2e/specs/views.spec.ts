import { expect, expectAccessible, test } from "../support/fixtures.ts";

test("filters, grouping and layout live in the address", async ({ ana, project, people }) => {
  const label = await project.addLabel("payments");
  await project.addItem("Accept cards", { priority: "urgent", labels: [label.id] });
  await project.addItem("Accept cheques", { priority: "low", assignees: [people.ben.id] });
  await project.addItem("Refuse cash", { priority: "urgent" });
  await ana.goto(project.path);
  const list = ana.getByRole("grid", { name: "Work items" });
  const row = (name: string) => list.getByRole("row", { name });

  await ana.getByRole("button", { name: "Filter", exact: true }).click();
  await expectAccessible(ana);
  await ana.getByRole("menuitem", { name: "Priority" }).click();
  await ana.getByRole("option", { name: "Urgent" }).click();
  await expectAccessible(ana);
  await ana.keyboard.press("Escape");
  await expect(row("Refuse cash")).toBeVisible();
  await expect(row("Accept cheques")).toBeHidden();
  await ana.getByRole("searchbox", { name: "Filter by title or number" }).fill("cards");
  await expect(row("Refuse cash")).toBeHidden();
  await expect(row("Accept cards")).toBeVisible();

  await ana.getByRole("button", { name: "Display" }).click();
  await ana.getByRole("button", { name: /Group by/ }).click();
  await ana.getByRole("option", { name: "Label" }).click();
  await expectAccessible(ana);
  await ana.keyboard.press("Escape");
  await expect(list.getByRole("button", { name: /payments 1/ })).toBeVisible();
  await expect(ana).toHaveURL(/group=label/);
  await expect(ana).toHaveURL(/q=cards/);
  await expect(ana).toHaveURL(/f=priority%3Ais%3Aurgent/);

  await ana.reload();
  await expect(list.getByRole("button", { name: /payments 1/ })).toBeVisible();
  await expect(row("Accept cards")).toBeVisible();
  await expect(row("Accept cheques")).toBeHidden();
  await expect(ana.getByRole("group", { name: "Filter: Priority is Urgent" })).toBeVisible();

  await ana.getByRole("searchbox", { name: "Filter by title or number" }).fill("nothing like it");
  await expect(ana.getByText("No work item matches")).toBeVisible();
  await expectAccessible(ana);
  await ana.getByRole("button", { name: "Clear filters" }).click();
  await expect(row("Accept cheques")).toBeVisible();
});

const SETTINGS = {
  project: ["", "members", "states", "labels", "publish"],
  workspace: ["", "members"],
  personal: ["profile", "preferences", "security", "api-tokens"],
};

for (const [kind, pages] of Object.entries(SETTINGS)) {
  test(`${kind} settings open`, async ({ ana, project }) => {
    const base = {
      project: `/${project.slug}/settings/projects/${project.id}`,
      workspace: `/${project.slug}/settings`,
      personal: "/settings",
    }[kind];
    for (const page of pages) {
      await ana.goto(`${base}/${page}`);
      const content = ana.getByRole("main");
      await expect(content.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(content.getByText("Loading")).toHaveCount(0);
      await expectAccessible(ana);
    }
  });
}

test("the theme is chosen and stays", async ({ ana, project }) => {
  await ana.goto(`/${project.slug}`);
  await expect(ana.locator("html")).toHaveAttribute("data-theme", "light");
  await ana.getByRole("button", { name: /^Account:/ }).click();
  await ana.getByRole("menuitem", { name: "Theme" }).click();
  await ana.getByRole("menuitemradio", { name: "Dark", exact: true }).click();
  await expect(ana.locator("html")).toHaveAttribute("data-theme", "dark");
  await ana.reload();
  await expect(ana.locator("html")).toHaveAttribute("data-theme", "dark");
  await project.api.patch("/api/v1/users/me", { preferences: { theme: "system" } });
});

test("an address that leads nowhere says so", async ({ ana, project, complaints }) => {
  complaints.expect(/status of 404/);
  await ana.goto(`/${project.slug}/browse/PAY-999`);
  await expect(ana.getByRole("heading", { name: /not|no such/i })).toBeVisible();
  await expectAccessible(ana);
  await ana.goto("/no-such-workspace/projects");
  await expect(ana.getByRole("heading", { name: /not|no such/i })).toBeVisible();
  await expectAccessible(ana);
});
