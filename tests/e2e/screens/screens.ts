import { mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type Api, Project } from "../support/api.ts";
import { Authority } from "../support/authority.ts";
import { agree, expect, test } from "../support/fixtures.ts";
import { fillWithSample } from "../support/sample.ts";

const WIDTHS = { 1440: 900, 1024: 768, 390: 844 };

interface Screen {
  name: string;
  path: string;
  who?: "ana" | "nobody";
  /** Opens what has no address of its own. */
  act?: (page: Page) => Promise<unknown>;
  /** The role of what must be on the screen then. */
  until?: "dialog" | "alertdialog" | "toolbar" | "menu";
}

test("pictures of every screen", async ({ openPage, people, project, api, complaints }) => {
  complaints.expect(/./);
  const folder = process.env.SCREENS ?? (await mkdtemp("/tmp/treasury-plane-screens-"));
  await mkdir(folder, { recursive: true });
  const screens = await prepare(project, people.ana.id, people.ben.id);
  void api;
  const only = process.env.ONLY?.split(",");

  for (const [width, height] of Object.entries(WIDTHS)) {
    const viewport = { width: Number(width), height };
    const hasTouch = width === "390";
    for (const colorScheme of ["light", "dark"] as const) {
      const options = { viewport, colorScheme, hasTouch, isMobile: hasTouch };
      await shoot(screens, `${width}-${colorScheme}`, options);
    }
  }
  await shoot(screens, "forced", {
    viewport: { width: 1440, height: 900 },
    forcedColors: "active",
  });
  console.log(`\nSaved in ${folder}`);

  async function shoot(list: Screen[], suffix: string, options: object) {
    const pages = {
      ana: await openPage(people.ana, options),
      nobody: await openPage(null, options),
    };
    for (const { name, path, who = "ana", act, until } of list) {
      if (only && !only.some((part) => name.includes(part))) continue;
      const page = pages[who];
      try {
        await page.goto(path);
        await expect(page.getByRole("main")).toBeVisible();
        await page.waitForLoadState("networkidle");
        await act?.(page);
        if (until) await expect(page.getByRole(until).first()).toBeVisible();
        await page.waitForLoadState("networkidle");
        // A dialog with a field waits a moment for the keyboard of a touch screen.
        if (until) await page.waitForTimeout(800);
      } catch (error) {
        console.log(`${name}-${suffix}: ${String(error).split("\n")[0]}`);
      }
      await page.screenshot({ path: join(folder, `${name}-${suffix}.png`) });
    }
    for (const page of Object.values(pages)) await page.context().close();
  }
});

async function prepare(project: Project, ana: string, ben: string): Promise<Screen[]> {
  const item = await fillWithSample(project, [ana, ben]);
  const { url } = await project.api.post<{ url: string }>(project.apiPath("publish"));
  const settings = `/${project.slug}/settings/projects/${project.id}`;
  const home = `/${project.slug}`;
  for (const [name, identifier] of [
    ["Permit Finder", "PERM"],
    ["Internal Help Desk for the Regional Offices of the Bureau", "HELP"],
  ]) {
    await project.api.post(`/api/v1/workspaces/${project.slug}/projects`, {
      name,
      identifier,
      network: 0,
    });
  }
  const card = await prepareSignIn(project.api);
  const empty = await Project.create(project.api, `${project.slug}-2`, "Empty Project");
  await project.api.post(`/api/v1/workspaces/${project.slug}/invitations`, {
    email: "newcomer@example.gov",
    role: 15,
  });
  await project.api.post("/api/v1/users/me/api-tokens", { label: "Nightly export" });

  const button = (name: string | RegExp) => (page: Page) =>
    page.getByRole("button", { name }).first().click();
  return [
    {
      name: "sign-in-refused",
      path: "/sign-in?error=certificate_revoked&ref=0a1b2c3d",
      who: "nobody",
    },
    { name: "sign-in-notice", path: "/sign-in", who: "nobody" },
    { name: "sign-in", path: "/sign-in", who: "nobody", act: agree },
    { name: "set-password-bad", path: "/accounts/set-password?token=x", who: "nobody" },
    { name: "invitation-bad", path: "/invitations/x", who: "nobody" },
    { name: "create-workspace", path: "/create-workspace" },
    { name: "home", path: home },
    { name: "home-empty", path: `/${empty.slug}` },
    { name: "create-project", until: "dialog", path: home, act: button("New project") },
    { name: "account-menu", until: "menu", path: home, act: button(/^Account:/) },
    { name: "workspace-menu", path: home, act: button(/^Workspace:/) },
    { name: "list", path: project.path },
    { name: "list-empty", path: empty.path },
    {
      name: "list-filtered",
      path: `${project.path}?f=priority:is:urgent,high&f=state:not:${project.state("Done")}&group=assignee`,
    },
    { name: "list-nothing", path: `${project.path}?q=zebra` },
    { name: "list-display", until: "dialog", path: project.path, act: button("Display") },
    { name: "list-picker", until: "dialog", path: project.path, act: button(/^Priority:/) },
    {
      name: "list-menu",
      until: "menu",
      path: project.path,
      act: (page) => page.getByRole("row", { name: /bank transfer/ }).click({ button: "right" }),
    },
    { name: "board", path: project.boardPath },
    { name: "board-priority", path: `${project.boardPath}&group=priority` },
    { name: "board-assignee", path: `${project.boardPath}&group=assignee` },
    { name: "board-peek", until: "dialog", path: `${project.boardPath}&peek=${item.id}` },
    { name: "list-peek", until: "dialog", path: `${project.path}?peek=${item.id}` },
    { name: "quick-add", path: project.boardPath, act: button(/^New work item in/) },
    {
      name: "create-item",
      until: "dialog",
      path: project.path,
      act: button(/^New$|^New work item$/),
    },
    { name: "item", path: project.itemPath(item) },
    { name: "item-editing", until: "toolbar", path: project.itemPath(item), act: button("Edit") },
    {
      name: "item-activity",
      path: project.itemPath(item),
      act: (page) =>
        page.getByRole("button", { name: "Write a comment…" }).scrollIntoViewIfNeeded(),
    },
    {
      name: "palette",
      until: "dialog",
      path: project.path,
      act: (page) => page.keyboard.press("Control+k"),
    },
    {
      name: "shortcuts",
      until: "dialog",
      path: project.path,
      act: (page) => page.keyboard.press("Control+/"),
    },
    { name: "delete", until: "alertdialog", path: project.itemPath(item), act: button("Delete") },
    { name: "not-found", path: `${home}/browse/PAY-999` },
    { name: "project-general", path: settings },
    { name: "project-members", path: `${settings}/members` },
    { name: "project-states", path: `${settings}/states` },
    { name: "project-labels", path: `${settings}/labels` },
    { name: "project-publish", path: `${settings}/publish` },
    { name: "workspace-general", path: `${home}/settings` },
    { name: "workspace-members", path: `${home}/settings/members` },
    { name: "invite", until: "dialog", path: `${home}/settings/members`, act: button("Invite") },
    { name: "profile", path: "/settings/profile" },
    { name: "preferences", path: "/settings/preferences" },
    { name: "security", path: "/settings/security" },
    { name: "api-tokens", path: "/settings/api-tokens" },
    { name: "admin-sign-in", path: "/god-mode/", who: "nobody" },
    { name: "admin-general", path: "/god-mode/general" },
    { name: "admin-users", path: "/god-mode/users?status=all" },
    { name: "admin-user-menu", path: "/god-mode/users?status=all", act: button(/^Actions for/) },
    {
      name: "admin-create-user",
      until: "dialog",
      path: "/god-mode/users",
      act: button("Create user"),
    },
    { name: "admin-authentication", path: "/god-mode/authentication" },
    {
      name: "admin-certificate",
      path: "/god-mode/authentication",
      act: async (page) => {
        await page.getByRole("textbox", { name: "Certificate", exact: true }).fill(card);
        await page.getByRole("button", { name: "Check" }).click();
        await page.getByText("What the validator").or(page.getByText("FASC-N")).first().waitFor();
        await page.getByText("Check a certificate").scrollIntoViewIfNeeded();
      },
    },
    {
      name: "admin-provider",
      path: "/god-mode/authentication",
      until: "dialog",
      act: button("Add a provider"),
    },
    { name: "admin-trust", path: "/god-mode/trust" },
    { name: "admin-anchor", until: "dialog", path: "/god-mode/trust", act: button(/^Edit /) },
    { name: "admin-email", path: "/god-mode/email" },
    {
      name: "admin-email-test",
      until: "dialog",
      path: "/god-mode/email",
      act: button(/^Send a test/),
    },
    { name: "admin-jobs", path: "/god-mode/jobs" },
    { name: "admin-jobs-list", path: "/god-mode/jobs/list" },
    { name: "admin-jobs-schedule", path: "/god-mode/jobs/schedule" },
    { name: "admin-audit", path: "/god-mode/audit" },
    {
      name: "admin-audit-verified",
      path: "/god-mode/audit?outcome=success",
      act: async (page) => {
        await page.getByRole("button", { name: "Verify the log" }).click();
        await page.getByText(/The log is whole/).waitFor();
        await page
          .getByText(/^Entry \d+/)
          .first()
          .click();
      },
    },
    { name: "admin-workspaces", path: "/god-mode/workspaces" },
    { name: "space-list", path: url, who: "nobody" },
    { name: "space-board", path: `${url}?board=kanban`, who: "nobody" },
    {
      name: "space-peek",
      until: "dialog",
      path: url,
      who: "nobody",
      act: (page) => page.getByText(item.name).first().click(),
    },
    { name: "space-not-published", path: "/spaces/issues/nothing", who: "nobody" },
  ];
}

/** Fills the screens of sign-in; answers a card's certificate. */
async function prepareSignIn(api: Api): Promise<string> {
  const authority = await Authority.make(join(await mkdtemp("/tmp/treasury-plane-ca-"), "dev-ca"));
  const path = "/api/v1/instance/trust";
  await api.post(`${path}/anchors`, {
    certificate: await authority.pem("root"),
    trust_domain: "development",
  });
  await api.post(`${path}/certificates`, { bundle: await authority.pem("issuing") });
  for (const list of ["root.crl", "issuing.crl"]) {
    await api.upload(`${path}/crls`, await authority.file(list));
  }
  await api.post("/api/v1/instance/oidc-providers", {
    slug: "login-gov-sandbox",
    name: "Login.gov",
    preset: "login_gov_sandbox",
    client_id: "urn:gov:agency:treasury-plane",
    client_auth: "private_key_jwt",
    enabled: true,
  });
  return await authority.pem(await authority.issue("Jane Doe", "--upn", "jane.doe@agency.gov"));
}
