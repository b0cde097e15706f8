import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { expectUnread, inboxPath, mention, notification, opener } from "../support/inbox.ts";

test("a mention arrives live, is opened, and is put away by keyboard", async ({
  ben,
  people,
  project,
}) => {
  const item = await project.addItem("Mend the fence");
  const other = await project.addItem("Paint the fence");
  await ben.goto(inboxPath(project));
  await expect(ben.getByRole("heading", { name: "Inbox" })).toBeVisible();
  await expectUnread(ben, 0);
  await expectAccessible(ben);

  await mention(project, item, people.ben);
  const first = notification(ben, "Mend the fence");
  await expect(first).toBeVisible();
  await expectUnread(ben, 1);
  await mention(project, other, people.ben);
  const second = notification(ben, "Paint the fence");
  await expect(second).toBeVisible();
  await expectUnread(ben, 2);
  await expectAccessible(ben);

  await opener(first).press("Enter");
  await expect(ben.getByRole("textbox", { name: "Title" })).toHaveValue("Mend the fence");
  await expectUnread(ben, 1);
  await expectAccessible(ben);

  await opener(second).focus();
  await ben.keyboard.press("e");
  await expect(second).toBeHidden();
  await expectUnread(ben, 0);
  await expect(opener(first)).toBeFocused();
});

test("somebody is named in a comment by typing", async ({ ana, ben, project }) => {
  const item = await project.addItem("Oil the gate");
  await ben.goto(inboxPath(project));
  await expectUnread(ben, 0);
  await ana.goto(project.itemPath(item));
  await ana.getByRole("button", { name: "Write a comment…" }).click();
  await ana.getByRole("textbox", { name: "New comment" }).pressSequentially("Hello @Ben");
  await ana.getByRole("option", { name: /Ben Ortiz/ }).click();
  await ana.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(ana.getByRole("article", { name: "Comment by Ana Silva" })).toContainText(
    "Ben Ortiz",
  );
  await expect(notification(ben, "Oil the gate")).toBeVisible();
  await expectUnread(ben, 1);
});

test("what is snoozed comes back, and all can be read at once", async ({
  ben,
  people,
  project,
}) => {
  const item = await project.addItem("Water the roses");
  await mention(project, item, people.ben);
  await ben.goto(inboxPath(project));
  const entry = notification(ben, "Water the roses");
  await expectUnread(ben, 1);
  await entry.getByRole("button", { name: "Snooze" }).press("Enter");
  const dialog = ben.getByRole("dialog", { name: "Snooze" });
  await expectAccessible(ben);
  await dialog.getByRole("button", { name: /^One day/ }).press("Enter");
  await expect(entry).toBeHidden();
  await expectUnread(ben, 0);

  const path = `/api/v1/workspaces/${project.slug}/users/notifications`;
  const { results } = (await (await ben.request.get(`${path}?snoozed=true`)).json()) as {
    results: { id: string; snoozed_till: string | null }[];
  };
  expect(results).toHaveLength(1);
  const back = await ben.request.patch(`${path}/${results[0]?.id}`, {
    data: { snoozed_till: null },
  });
  expect(back.ok()).toBe(true);
  await ben.reload();
  await expect(entry).toBeVisible();
  await expectUnread(ben, 1);
  await ben.getByRole("button", { name: "Mark all as read" }).press("Enter");
  await expectUnread(ben, 0);
});

test("who subscribes is told, who does not is not", async ({ ana, ben, project }) => {
  const item = await project.addItem("Sweep the yard");
  await ben.goto(project.itemPath(item));
  const subscribe = ben.getByRole("button", { name: "Subscribe", exact: true });
  await subscribe.press("Enter");
  const unsubscribe = ben.getByRole("button", { name: "Unsubscribe" });
  await expect(unsubscribe).toBeFocused();
  await expectAccessible(ben);

  await ben.goto(inboxPath(project));
  await project.api.patch(project.apiPath(`work-items/${item.id}`), { priority: "urgent" });
  await expect(notification(ben, "Sweep the yard")).toHaveCount(1);
  await expectUnread(ben, 1);

  await ben.goto(project.itemPath(item));
  await unsubscribe.press("Enter");
  await expect(subscribe).toBeFocused();
  await ana.goto(project.itemPath(item));
  await project.api.patch(project.apiPath(`work-items/${item.id}`), { priority: "low" });
  await project.api.patch(project.apiPath(`work-items/${item.id}`), { name: "Sweep the court" });
  // What Ben is told next would come after what he is not told.
  const last = await project.addItem("Rake the leaves", { assignees: [] });
  await ben.goto(project.itemPath(last));
  await subscribe.press("Enter");
  await expect(unsubscribe).toBeFocused();
  await project.api.patch(project.apiPath(`work-items/${last.id}`), { priority: "high" });
  await ben.goto(inboxPath(project));
  await expect(notification(ben, "Rake the leaves")).toHaveCount(1);
  await expect(notification(ben, /Sweep the/)).toHaveCount(1);
});

test("each person chooses what is mailed, and when not", async ({ ben }) => {
  await ben.goto("/settings/notifications");
  await expect(ben.getByRole("heading", { name: "Notifications", level: 1 })).toBeVisible();
  await expectAccessible(ben);
  const comments = ben.getByRole("switch", { name: /^Comments/ });
  await expect(comments).toBeChecked();
  const saved = () =>
    ben.waitForResponse(
      (answer) =>
        answer.request().method() === "PATCH" &&
        /notification-preferences/.test(answer.url()) &&
        answer.ok(),
    );
  let answered = saved();
  await comments.press("Space");
  await answered;
  answered = saved();
  await ben.getByRole("switch", { name: /^Quiet hours/ }).press("Space");
  await answered;
  await ben.reload();
  await expect(comments).not.toBeChecked();
  await expect(ben.getByRole("switch", { name: /^Quiet hours/ })).toBeChecked();
  await expectAccessible(ben);
  for (const control of [comments, ben.getByRole("switch", { name: /^Quiet hours/ })]) {
    answered = saved();
    await control.press("Space");
    await answered;
  }
});
