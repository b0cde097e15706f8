import { expect, type Locator, type Page } from "@playwright/test";
import type { Project, WorkItem } from "./api.ts";
import type { Person } from "./fixtures.ts";

export const inboxPath = (project: Project) => `/${project.slug}/notifications`;

/** The notification whose text fits, in the list of the inbox. */
export function notification(page: Page, text: string | RegExp): Locator {
  const list = page.getByRole("list", { name: "Notifications" });
  return list.getByRole("listitem").filter({ hasText: text });
}

/** What opens a notification; the keys act on the one that has the focus. */
export function opener(entry: Locator): Locator {
  return entry.getByRole("button").first();
}

/** The unread count at the bell of every page. */
export async function expectUnread(page: Page, count: number): Promise<void> {
  const name = count === 0 ? "Inbox" : `Inbox, ${count} unread`;
  await expect(page.getByRole("button", { name, exact: true })).toBeVisible();
}

/** Writes a comment that names somebody, as the editor does. */
export async function mention(project: Project, item: WorkItem, person: Person): Promise<void> {
  const tag = `<mention-component entity_name="user_mention" entity_identifier="${person.id}"></mention-component>`;
  await project.api.post(project.apiPath(`work-items/${item.id}/comments`), {
    comment_html: `<p>${tag} please look at this.</p>`,
  });
}
