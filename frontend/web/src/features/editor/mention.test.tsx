import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { findPeople } from "./mention";
import { RichText } from "./RichText";
import { RichTextEditor } from "./RichTextEditor";

const PEOPLE = [
  { id: "u1", name: "Ana Ruiz", avatar_url: null },
  { id: "u2", name: "Anders Holm", avatar_url: null },
  { id: "u3", name: "Bo Lind", avatar_url: null },
];

// jsdom lays nothing out.
beforeEach(() => {
  const rect = new DOMRect(10, 10, 0, 16);
  vi.spyOn(Range.prototype, "getBoundingClientRect").mockReturnValue(rect);
  vi.spyOn(Range.prototype, "getClientRects").mockReturnValue(
    Object.assign([rect], { item: () => rect }) as unknown as DOMRectList,
  );
});

if (!Range.prototype.getClientRects) {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
}
window.scrollBy = () => undefined;
if (!document.elementFromPoint) document.elementFromPoint = () => null;

function open(html = "<p></p>") {
  const onChange = vi.fn();
  const onLeave = vi.fn();
  render(
    <RichTextEditor
      html={html}
      label="New comment"
      autoFocus
      people={PEOPLE}
      onChange={onChange}
      onLeave={onLeave}
    />,
  );
  const box = screen.getByRole("textbox", { name: "New comment" });
  const active = () => document.getElementById(box.getAttribute("aria-activedescendant") ?? "");
  return { box, active, onChange, onLeave, text: () => String(onChange.mock.lastCall?.[0]) };
}

it.each([
  ["", ["Ana Ruiz", "Anders Holm", "Bo Lind"]],
  ["an", ["Ana Ruiz", "Anders Holm"]],
  ["LIN", ["Bo Lind"]],
  ["x", []],
])("finds people by “%s”", (query, names) => {
  expect(findPeople(PEOPLE, query).map(({ name }) => name)).toEqual(names);
});

it("offers people after an @, keeps the focus in the text, and writes the one chosen by keys", async () => {
  const { box, active, text } = open();
  await userEvent.click(box);
  await userEvent.keyboard("@an");
  const list = await screen.findByRole("listbox", { name: "People to mention" });
  expect(within(list).getAllByRole("option")).toHaveLength(2);
  expect(box).toHaveFocus();
  expect(box).toHaveAttribute("aria-controls", list.id);
  expect(active()).toHaveTextContent("Ana Ruiz");
  await userEvent.keyboard("{ArrowDown}");
  await waitFor(() => expect(active()).toHaveTextContent("Anders Holm"));
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(screen.queryByRole("listbox")).toBeNull());
  expect(text()).toContain(
    '<mention-component entity_name="user_mention" entity_identifier="u2">@Anders Holm</mention-component>',
  );
  expect(box).not.toHaveAttribute("aria-activedescendant");
});

it("closes the list on Escape and only then leaves the editor", async () => {
  const { box, onLeave } = open();
  await userEvent.click(box);
  await userEvent.keyboard("@b");
  await screen.findByRole("option", { name: "Bo Lind" });
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("listbox")).toBeNull());
  expect(onLeave).not.toHaveBeenCalled();
  await userEvent.keyboard("{Escape}");
  expect(onLeave).toHaveBeenCalledOnce();
});

it("keeps the mentions of a text that is edited, also of people who have left", async () => {
  const mention = (id: string, name: string) =>
    `<mention-component entity_name="user_mention" entity_identifier="${id}">${name}</mention-component>`;
  const { box, text } = open(`<p>${mention("u1", "")} and ${mention("gone", "@Cy")} </p>`);
  expect(box).toHaveTextContent("@Ana Ruiz and @Cy");
  await userEvent.click(box);
  await userEvent.keyboard("x");
  await waitFor(() => expect(text()).toContain(mention("u1", "@Ana Ruiz")));
  expect(text()).toContain(mention("gone", "@Cy"));
});

it("is read by the name the person has now", () => {
  render(
    <RichText
      html='<p><mention-component entity_name="user_mention" entity_identifier="u1">@Old</mention-component></p>'
      nameOf={(id) => PEOPLE.find((person) => person.id === id)?.name}
    />,
  );
  expect(screen.getByText("@Ana Ruiz")).toBeInTheDocument();
});
