import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import { Api, agreeToNotice, Project } from "./api.ts";
import { Server } from "./server.ts";
import { Complaints } from "./watch.ts";

export { expect } from "@playwright/test";
export type { Project } from "./api.ts";
export { expectAccessible } from "./axe.ts";

export const PASSWORD = "correct-horse-battery-7";

/** Somebody with an account, and the cookie of a session. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

/** Ana administers the installation and owns what tests make; Ben is an ordinary user. */
interface People {
  readonly ana: Person;
  readonly ben: Person;
}

interface TestFixtures {
  complaints: Complaints;
  /** Opens a browser of its own for a person, or for nobody. */
  openPage: (person: Person | null, options?: BrowserContextOptions) => Promise<Page>;
  /** A page of somebody who is not signed in. */
  page: Page;
  /** Pages of people who are signed in. */
  ana: Page;
  ben: Page;
  /** The API as Ana. */
  api: Api;
  /** A new workspace of Ana's with a project that Ben belongs to. */
  project: Project;
  /** A server that nobody has set up, for this test alone. */
  freshServer: Server;
}

interface WorkerFixtures {
  server: Server;
  people: People;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape.
    async ({}, use) => {
      const server = await Server.install();
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 180_000 },
  ],

  people: [
    async ({ server, browser }, use) => {
      const ana = await setUp(browser, server);
      const ben = await createPerson(browser, server, ana, "Ben", "Ortiz");
      await use({ ana, ben });
    },
    { scope: "worker", timeout: 60_000 },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  complaints: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape.
    async ({}, use) => {
      const complaints = new Complaints();
      await use(complaints);
      expect(complaints.unexpected, "complaints of the browser").toEqual([]);
    },
    { auto: true },
  ],

  openPage: async ({ browser, server, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person, options = {}) => {
      const context = await browser.newContext({
        baseURL: server.url,
        ...(person ? { storageState: person.state } : {}),
        ...options,
      });
      contexts.push(context);
      await complaints.listenTo(context);
      return await context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  page: async ({ openPage }, use) => use(await openPage(null)),
  ana: async ({ openPage, people }, use) => use(await openPage(people.ana)),
  ben: async ({ openPage, people }, use) => use(await openPage(people.ben)),

  api: async ({ playwright, server, people }, use) => {
    const request = await playwright.request.newContext({ storageState: people.ana.state });
    await use(new Api(request, server.url));
    await request.dispose();
  },

  project: async ({ api, people, playwright, server }, use, info) => {
    const project = await Project.create(api, `t-${info.testId.slice(-16)}`);
    const storageState = people.ben.state;
    const request = await playwright.request.newContext({ storageState });
    await project.join(people.ben, new Api(request, server.url));
    await request.dispose();
    await use(project);
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape.
  freshServer: async ({}, use) => {
    const server = await Server.install();
    await use(server);
    await server.remove();
  },
});

/** Agrees to the system-use notice on the screen, which shows no way to sign in before. */
export async function agree(page: Page): Promise<void> {
  await page.getByRole("button", { name: "I understand and agree" }).click();
  await expect(page.getByRole("group", { name: /^(Ways to sign in|Your account)$/ })).toBeVisible();
}

/** Makes the first account, through the link that the server has printed. */
export async function setUp(browser: Browser, server: Server): Promise<Person> {
  const token = new URL(await server.setupLink()).searchParams.get("token");
  const context = await browser.newContext();
  const api = new Api(context.request, server.url);
  await agreeToNotice(api);
  const me = await api.post<{ id: string }>("/api/v1/instance/setup", {
    token,
    first_name: "Ana",
    last_name: "Silva",
    email: "ana@example.gov",
    password: PASSWORD,
    instance_name: "Test Installation",
  });
  const state = await context.storageState();
  await context.close();
  return { id: me.id, name: "Ana Silva", email: "ana@example.gov", state };
}

let created = 0;

/** A user made by an administrator, who has followed the link and set a password. */
export async function createPerson(
  browser: Browser,
  server: Server,
  admin: Person,
  firstName: string,
  lastName: string,
): Promise<Person> {
  created += 1;
  const email = `${firstName}.${lastName}.${created}@example.gov`.toLowerCase();
  const office = await browser.newContext({ storageState: admin.state });
  const { link } = await new Api(office.request, server.url).post<{ link: { url: string } }>(
    "/api/v1/instance/users",
    { email, first_name: firstName, last_name: lastName },
  );
  await office.close();
  const token = new URL(link.url, server.url).searchParams.get("token");
  const context = await browser.newContext();
  const api = new Api(context.request, server.url);
  await agreeToNotice(api);
  const me = await api.post<{ id: string }>(`/auth/password-links/${token}`, {
    password: PASSWORD,
  });
  const state = await context.storageState();
  await context.close();
  return { id: me.id, name: `${firstName} ${lastName}`, email, state };
}
