import { expect, expectAccessible, test } from "../support/fixtures.ts";

/** A picture of one blue pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==",
  "base64",
);

test("a formatted description is saved and survives a reload", async ({ ana, project }) => {
  const item = await project.addItem("Write the guide");
  await ana.goto(project.itemPath(item));
  const section = ana.getByRole("region", { name: "Description" });
  await section.getByRole("button", { name: "Edit" }).click();
  const editor = section.getByRole("textbox", { name: "Description" });
  await expect(editor).toBeFocused();
  const tools = section.getByRole("toolbar", { name: "Formatting" });

  await tools.getByRole("button", { name: "Heading", exact: true }).click();
  await editor.pressSequentially("Steps");
  await editor.press("Enter");
  await tools.getByRole("button", { name: "Bulleted list" }).click();
  await editor.pressSequentially("Ask ");
  await editor.press("Control+b");
  await editor.pressSequentially("everyone");
  await expect(tools.getByRole("button", { name: "Bold" })).toHaveAttribute("aria-pressed", "true");
  await editor.press("Control+b");
  await editor.press("Enter");
  await editor.pressSequentially("Write it down");
  await expectAccessible(ana);
  await expect(section.getByRole("status")).toHaveText("Saved");
  await section.getByRole("button", { name: "Done" }).click();

  await ana.reload();
  await expect(section.getByRole("heading", { name: "Steps" })).toBeVisible();
  await expect(section.getByRole("listitem")).toHaveText(["Ask everyone", "Write it down"]);
  await expect(section.getByRole("strong")).toHaveText("everyone");
  await expectAccessible(ana);
});

test("an image goes into the text with its description", async ({ ana, project }) => {
  const item = await project.addItem("Show the form");
  await ana.goto(project.itemPath(item));
  const section = ana.getByRole("region", { name: "Description" });
  await section.getByRole("button", { name: "Edit" }).click();
  const chosen = ana.waitForEvent("filechooser");
  await section.getByRole("button", { name: "Image" }).click();
  await (await chosen).setFiles({ name: "form.png", mimeType: "image/png", buffer: PNG });
  const dialog = ana.getByRole("dialog", { name: "Insert image" });
  await expect(dialog.getByRole("button", { name: "Insert" })).toBeDisabled();
  await dialog.getByLabel("Description of the image").fill("The form, filled in");
  await expectAccessible(ana);
  await dialog.getByRole("button", { name: "Insert" }).click();
  await expect(dialog).toBeHidden();
  await section.getByRole("button", { name: "Done" }).click();
  await expect(section.getByRole("status")).toHaveText("Saved");

  await ana.reload();
  const image = section.getByRole("img", { name: "The form, filled in" });
  await expect(image).toBeVisible();
  await expect(image).toHaveJSProperty("naturalWidth", 1);
});

test("a file is attached, listed and removed", async ({ ana, project }) => {
  const item = await project.addItem("Send the contract");
  await ana.goto(project.itemPath(item));
  const files = ana.getByRole("region", { name: "Attachments" });
  const chosen = ana.waitForEvent("filechooser");
  await files.getByRole("button", { name: "Add file" }).click();
  const buffer = Buffer.from("We agree.\n");
  await (await chosen).setFiles({ name: "contract.txt", mimeType: "text/plain", buffer });
  const link = files.getByRole("link", { name: "contract.txt" });
  await expect(link).toBeVisible();
  await expectAccessible(ana);
  const download = ana.waitForEvent("download");
  await link.click();
  expect((await download).suggestedFilename()).toBe("contract.txt");

  await files.getByRole("button", { name: "Delete contract.txt" }).click();
  await ana.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(link).toBeHidden();
});

test("a comment is written, changed and deleted", async ({ ana, project }) => {
  const item = await project.addItem("Discuss the fee");
  await ana.goto(project.itemPath(item));
  const feed = ana.getByRole("region", { name: "Activity" });
  await feed.getByRole("button", { name: "Write a comment…" }).click();
  const editor = feed.getByRole("textbox", { name: "New comment" });
  await editor.fill("Ten dollars is too much.");
  await editor.press("Control+Enter");
  const comment = feed.getByRole("article", { name: "Comment by Ana Silva" });
  await expect(comment).toContainText("Ten dollars is too much.");
  await expectAccessible(ana);

  await comment.getByRole("button", { name: "Comment actions" }).click();
  await ana.getByRole("menuitem", { name: "Edit" }).click();
  await comment.getByRole("textbox", { name: "Edit comment" }).fill("Five dollars is right.");
  await comment.getByRole("button", { name: "Save" }).click();
  await expect(comment).toContainText("Five dollars is right.");
  await expect(comment).toContainText("edited");

  await ana.reload();
  await expect(comment).toContainText("Five dollars is right.");
  await comment.getByRole("button", { name: "Comment actions" }).click();
  await ana.getByRole("menuitem", { name: "Delete…" }).click();
  await ana.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(comment).toBeHidden();
});
