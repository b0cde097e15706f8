import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { PickerList } from "./PickerList";

const items = [
  { id: "todo", label: "Todo" },
  { id: "doing", label: "In progress" },
  { id: "done", label: "Done", keywords: "finished closed" },
];
const options = () => screen.getAllByRole("option").map((option) => option.textContent);
const active = () =>
  document.getElementById(screen.getByRole("combobox").getAttribute("aria-activedescendant") ?? "")
    ?.textContent;

describe("PickerList", () => {
  it("starts at the chosen item, moves with the arrows and chooses with Enter", async () => {
    const user = userEvent.setup();
    const onChange = vi.fn();
    const onClose = vi.fn();
    render(
      <PickerList
        label="State"
        items={items}
        selected={["doing"]}
        onChange={onChange}
        onClose={onClose}
      />,
    );
    expect(screen.getByRole("combobox", { name: "State" })).toHaveFocus();
    expect(active()).toBe("In progress");
    expect(screen.getByRole("option", { name: "In progress" })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(active()).toBe("Todo");
    await user.keyboard("{Enter}");
    expect(onChange).toHaveBeenCalledWith(["todo"]);
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("narrows by label and keywords, whatever the accents, and says when nothing is left", async () => {
    const user = userEvent.setup();
    render(<PickerList label="State" items={items} selected={[]} onChange={vi.fn()} />);
    await user.type(screen.getByRole("combobox"), "clösed");
    expect(options()).toEqual(["Done"]);
    await user.clear(screen.getByRole("combobox"));
    await user.type(screen.getByRole("combobox"), "zzz");
    expect(screen.getByRole("status")).toHaveTextContent("No match");
    expect(screen.getByRole("combobox")).not.toHaveAttribute("aria-activedescendant");
  });

  it("toggles several without closing", async () => {
    const user = userEvent.setup();
    const onChange = vi.fn();
    const onClose = vi.fn();
    render(
      <PickerList
        label="State"
        items={items}
        selected={["todo"]}
        selectionMode="multiple"
        onChange={onChange}
        onClose={onClose}
      />,
    );
    await user.click(screen.getByRole("option", { name: "Done" }));
    expect(onChange).toHaveBeenLastCalledWith(["todo", "done"]);
    await user.click(screen.getByRole("option", { name: "Todo" }));
    expect(onChange).toHaveBeenLastCalledWith([]);
    expect(onClose).not.toHaveBeenCalled();
    await user.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("offers to create what is missing", async () => {
    const user = userEvent.setup();
    const onCreate = vi.fn();
    render(
      <PickerList
        label="Labels"
        items={items}
        selected={[]}
        onChange={vi.fn()}
        onCreate={onCreate}
      />,
    );
    await user.type(screen.getByRole("combobox"), "todo");
    expect(options()).toEqual(["Todo"]);
    await user.type(screen.getByRole("combobox"), "x{Enter}");
    expect(onCreate).toHaveBeenCalledWith("todox");
  });
});
