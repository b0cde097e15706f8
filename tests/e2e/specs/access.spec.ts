import { Api } from "../support/api.ts";
import {
  agree,
  createPerson,
  expect,
  expectAccessible,
  PASSWORD,
  test,
} from "../support/fixtures.ts";

test("a wrong password says so and gives nothing away", async ({ page, people, complaints }) => {
  complaints.expect(/status of 401 .*\/auth\/sign-in/);
  await page.goto("/sign-in");
  await agree(page);
  await page.getByLabel("E-mail").fill(people.ben.email);
  await page.getByRole("textbox", { name: "Password", exact: true }).fill("not-the-password");
  await page.getByRole("button", { name: "Sign in" }).click();
  const message = "The e-mail or the password is not right.";
  await expect(page.getByText(message)).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("E-mail").fill("nobody@example.gov");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(message)).toBeVisible();
});

test("no way to sign in is usable before the notice is accepted", async ({
  page,
  people,
  server,
}) => {
  await page.goto("/sign-in");
  const button = page.getByRole("button", { name: "I understand and agree" });
  await expect(button).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveCount(0);
  await expectAccessible(page);
  const refused = await page.request.post(`${server.url}/auth/sign-in`, {
    data: { email: people.ben.email, password: PASSWORD },
  });
  expect(refused.status()).toBe(403);
  await button.press("Enter");
  await expect(page.getByLabel("E-mail")).toBeVisible();
  await page.getByText("Show the notice").click();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByLabel("E-mail")).toBeVisible();
});

test("sign-in leads to where one wanted to go, sign-out back", async ({
  page,
  people,
  project,
}) => {
  await page.goto(project.boardPath);
  await expect(page).toHaveURL(/\/sign-in\?return_to=/);
  await agree(page);
  await expectAccessible(page);
  await page.getByLabel("E-mail").fill(people.ben.email);
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(project.boardPath);
  await expect(page.getByText("No work items yet")).toBeVisible();

  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto(project.boardPath);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a path to return to on another site is ignored", async ({
  page,
  people,
  project,
  server,
}) => {
  await page.goto("/sign-in?return_to=//example.com/");
  await agree(page);
  await page.getByLabel("E-mail").fill(people.ben.email);
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: /^Account:/ })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(server.url);
  void project;
});

test("a password link sets the password and signs in", async ({
  page,
  people,
  api,
  complaints,
}) => {
  const { link } = await api.post<{ link: { url: string } }>("/api/v1/instance/users", {
    email: `cora.${Date.now()}@example.gov`,
    first_name: "Cora",
    last_name: "Diaz",
  });
  void people;
  await page.goto(link.url);
  await expect(page.getByRole("heading", { name: "Welcome. Choose a password" })).toBeVisible();
  await agree(page);
  await expect(page.getByLabel("E-mail")).toHaveValue(/^cora\./);
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(PASSWORD);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Create a workspace" })).toBeVisible();

  complaints.expect(/status of 404 .*\/auth\/password-links\//);
  await page.goto(link.url);
  await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await expectAccessible(page);
});

test("an invited newcomer makes an account and joins", async ({ ana, project, openPage }) => {
  const email = `dan.${Date.now()}@example.gov`;
  await ana.goto(`/${project.slug}/settings/members`);
  await expect(ana.getByRole("table", { name: "Members of the workspace" })).toBeVisible();
  await expectAccessible(ana);
  await ana.getByRole("button", { name: "Invite" }).click();
  const dialog = ana.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(email);
  await expectAccessible(ana);
  await dialog.getByRole("button", { name: "Create link" }).click();
  const link = await dialog.getByLabel(/link/i).inputValue();
  await expectAccessible(ana);

  const page = await openPage(null);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: `Join ${project.workspaceName}` })).toBeVisible();
  await agree(page);
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await page.getByLabel("First name").fill("Dan");
  await page.getByLabel("Last name").fill("Okafor");
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(PASSWORD);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create account and join" }).click();
  await expect(page).toHaveURL(`/${project.slug}`);
  await expect(page.getByRole("heading", { name: /Dan/ })).toBeVisible();

  await ana.reload();
  const members = ana.getByRole("table", { name: "Members of the workspace" });
  await expect(members.getByRole("row", { name: email })).toBeVisible();
});

test("a disabled user is signed out at once", async ({
  ana,
  people,
  project,
  browser,
  server,
  openPage,
  complaints,
}) => {
  complaints.expect(/status of 401/);
  const eve = await createPerson(browser, server, people.ana, "Eve", "Lang");
  const hers = await openPage(eve);
  await project.join(eve, new Api(hers.request, server.url));
  await project.addItem("Read the news");
  await hers.goto(project.path);
  await expect(hers.getByRole("row", { name: /Read the news/ })).toBeVisible();
  await expect(hers.getByText("Live", { exact: true })).toBeVisible();

  await ana.goto(`/god-mode/users?search=${eve.email}`);
  await ana.getByRole("button", { name: `Actions for ${eve.email}` }).click();
  await ana.getByRole("menuitem", { name: "Disable…" }).click();
  await ana.getByRole("alertdialog").getByRole("button", { name: "Disable" }).click();
  await expect(ana.getByRole("status")).toContainText(`${eve.email} is disabled`);

  await expect(hers.getByRole("heading", { name: "Sign in" })).toBeVisible();
});
