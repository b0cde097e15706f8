import { expect, type Locator, type Page } from "@playwright/test";
import type { Project, WorkItem } from "./api.ts";
import type { Person } from "./fixtures.ts";

export const inboxPath = (project: Project) => `/${project.slug}/notifications`;

/** The notification whose text fits, in the list of the inbox. */
export function notification(page: Page, text: string | RegExp): Locator {
  return page.getByRole("main").getByRole("listitem").filter({ hasText: text });
}

/** The unread count beside the link to the inbox. */
export async function expectUnread(page: Page, count: number): Promise<void> {
  const link = page.getByRole("link", { name: /^Inbox/ }).first();
  if (count === 0) await expect(link).not.toContainText(/\d/);
  else await expect(link).toContainText(String(count));
}

/** Writes a comment that names somebody, as the editor does. */
export async function mention(project: Project, item: WorkItem, person: Person): Promise<void> {
  const tag = `<mention-component entity_name="user_mention" entity_identifier="${person.id}"></mention-component>`;
  await project.api.post(project.apiPath(`work-items/${item.id}/comments`), {
    comment_html: `<p>${tag} please look at this.</p>`,
  });
}
