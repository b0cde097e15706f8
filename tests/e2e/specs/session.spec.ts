import type { Page } from "@playwright/test";
import { Api } from "../support/api.ts";
import { createPerson, expect, expectAccessible, test } from "../support/fixtures.ts";

const SESSION = "**/auth/session";
const EXTEND = "**/auth/session/extend";
const LIMITS = "/api/v1/instance/authentication";
const MINUTE = 60_000;

interface Answer {
  idle_ends_at: string;
  ends_at: string;
  now: string;
  [key: string]: unknown;
}

/**
 * Moves the time of a page without waiting for it: the browser's clock goes ahead, and what the
 * server says about time goes with it. Once the session is over by that clock, it is ended at the
 * server as well, which answers for itself then.
 */
class Time {
  #ahead = 0;
  /** When the server was last asked for more time. */
  #extendedAhead = 0;

  private constructor(private readonly page: Page) {}

  static async of(page: Page): Promise<Time> {
    await page.clock.install();
    const time = new Time(page);
    await page.route(SESSION, async (route) => {
      const answer = await route.fetch();
      if (answer.status() !== 200) return await route.fulfill({ response: answer });
      const json = time.#moved(await answer.json());
      const end = Math.min(Date.parse(json.idle_ends_at), Date.parse(json.ends_at));
      if (Date.parse(json.now) < end) return await route.fulfill({ response: answer, json });
      await page.request.post("/auth/sign-out");
      await route.fulfill({ response: await route.fetch() });
    });
    await page.route(EXTEND, async (route) => {
      time.#extendedAhead = time.#ahead;
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: time.#moved(await answer.json()) });
    });
    return time;
  }

  async pass(minutes: number, seconds = 0): Promise<void> {
    const ms = minutes * MINUTE + seconds * 1000;
    this.#ahead += ms;
    await this.page.clock.fastForward(ms);
  }

  #moved(answer: Answer): Answer {
    const later = (time: string, ms: number) => new Date(Date.parse(time) + ms).toISOString();
    return {
      ...answer,
      now: later(answer.now, this.#ahead),
      idle_ends_at: later(answer.idle_ends_at, this.#extendedAhead),
    };
  }
}

/** A page of somebody with a session of their own, in a project. */
const withTime = test.extend<{ hers: Page; time: Time }>({
  hers: async ({ people, project, browser, server, openPage }, use) => {
    const gina = await createPerson(browser, server, people.ana, "Gina", "Marsh");
    const page = await openPage(gina);
    await project.join(gina, new Api(page.request, server.url));
    await project.addItem("Water the plants");
    await use(page);
  },
  time: async ({ hers, api, project, complaints }, use) => {
    complaints.expect(/status of 401|WebSocket/);
    const time = await Time.of(hers);
    await use(time);
    await api.patch(LIMITS, { session_idle_minutes: 15, session_absolute_hours: 12 });
    void project;
  },
});

withTime(
  "an idle session is warned of two minutes ahead, extended by keyboard, and ends",
  async ({ hers, time, api, project }) => {
    await api.patch(LIMITS, { session_idle_minutes: 5 });
    await hers.goto(project.path);
    const row = hers.getByRole("row", { name: /Water the plants/ });
    await expect(row).toBeVisible();
    const link = row.getByRole("link").first();
    await link.focus();
    const dialog = hers.getByRole("alertdialog", { name: "Are you still there?" });
    await time.pass(2, 50);
    await expect(row).toBeVisible();
    await expect(dialog).toHaveCount(0);

    await time.pass(0, 12);
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole("timer")).toHaveText(/^1:[45]\d$/);
    await expect(dialog.getByRole("button", { name: "Stay signed in" })).toBeFocused();
    await expect(hers).toHaveTitle(/^Session ends soon/);
    await expectAccessible(hers);
    const extended = hers.waitForResponse(EXTEND);
    await hers.keyboard.press("Enter");
    expect((await extended).status()).toBe(200);
    await expect(dialog).toHaveCount(0);
    await expect(link).toBeFocused();
    await expect(hers).not.toHaveTitle(/^Session ends soon/);

    await time.pass(3, 2);
    await expect(dialog).toBeVisible();
    await time.pass(2);
    await expect(hers.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expect(
      hers.getByText("You were signed out after 5 minutes without activity."),
    ).toBeVisible();
    await expect(hers).toHaveURL(/\/sign-in\?return_to=/);
    await expectAccessible(hers);
  },
);

withTime(
  "the longest time of a session is told, and work can be finished",
  async ({ hers, time, api, project }) => {
    await api.patch(LIMITS, { session_idle_minutes: 120, session_absolute_hours: 1 });
    await hers.goto(project.path);
    await expect(hers.getByRole("row", { name: /Water the plants/ })).toBeVisible();
    await time.pass(58, 5);
    const dialog = hers.getByRole("alertdialog", { name: "Your session ends soon" });
    await expect(dialog).toContainText("This cannot be extended");
    await expectAccessible(hers);
    await hers.keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    await expect(hers.getByText(/Your session ends in 1:\d\d\. Save your work\./)).toBeVisible();
    await expectAccessible(hers);
    await time.pass(2);
    await expect(
      hers.getByText("You were signed out because your session had reached its longest time."),
    ).toBeVisible();
  },
);
