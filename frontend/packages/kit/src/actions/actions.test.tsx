import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CommandPalette } from "./CommandPalette";
import { createKeyHandler } from "./handler";
import { findKeyConflicts, isSingleKey, normalizePress } from "./keys";
import { actionStore, availableActions, registerScope } from "./registry";
import { score } from "./search";
import type { Action, ActionContext } from "./types";

const action = (id: string, keys?: string[], more: Partial<Action> = {}): Action => ({
  id,
  label: id,
  section: "Test",
  run: vi.fn(),
  ...(keys ? { keys } : {}),
  ...more,
});

// The actions of these tests look at nothing; apps add members to the type.
const NO_CONTEXT = {} as ActionContext;

afterEach(() => actionStore.setState({ scopes: [] }));

describe("keys", () => {
  it("has one form for a press", () => {
    expect(normalizePress("Shift+Mod+C")).toBe("Mod+Shift+c");
    expect(normalizePress("+")).toBe("+");
    expect(isSingleKey(["g", "i"])).toBe(true);
    expect(isSingleKey(["Shift+E"])).toBe(true);
    expect(isSingleKey(["Mod+K"])).toBe(false);
  });

  it("rejects duplicate keys and keys that start a sequence", () => {
    const clash = findKeyConflicts([action("a", ["g", "i"]), action("b", ["G", "I"])]);
    expect(clash).toEqual([{ keys: "g i", first: "a", second: "b" }]);
    expect(findKeyConflicts([action("a", ["g"]), action("b", ["g", "i"])])).toHaveLength(1);
    expect(findKeyConflicts([action("a", ["g", "p"]), action("b", ["g", "i"])])).toEqual([]);
  });
});

describe("registry", () => {
  it("lets the newest scope win and forgets it afterwards", () => {
    const outer = action("open");
    const inner = action("open");
    registerScope({ id: "page", actions: [outer] });
    const leave = registerScope({ id: "dialog", actions: [inner] });
    const available = () => availableActions(actionStore.getState().scopes, NO_CONTEXT);
    expect(available()).toEqual([inner]);
    leave();
    expect(available()).toEqual([outer]);
  });
});

describe("key handler", () => {
  let stop: () => void;
  let singleKeys = true;
  const run = vi.fn();

  const listen = (actions: Action[]) => {
    const handler = createKeyHandler({
      actions: () => actions,
      run: (found) => run(found.id),
      singleKeys: () => singleKeys,
      apple: false,
    });
    document.addEventListener("keydown", handler);
    stop = () => document.removeEventListener("keydown", handler);
  };

  beforeEach(() => {
    vi.useFakeTimers();
    run.mockClear();
    singleKeys = true;
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
    document.body.innerHTML = "";
  });

  const press = (key: string, init: KeyboardEventInit = {}, target: Element = document.body) =>
    fireEvent.keyDown(target, { key, ...init });

  it("leaves the page alone while a dialog is open", () => {
    listen([action("home", ["g"]), action("palette", ["Mod+K"], { inFields: true })]);
    document.body.innerHTML = '<section role="dialog" data-rac=""></section>';
    press("g");
    expect(run).not.toHaveBeenCalled();
    press("k", { ctrlKey: true });
    expect(run).toHaveBeenCalledWith("palette");
  });

  it("runs chords and sequences, and forgets a sequence after a second", () => {
    listen([action("palette", ["Mod+K"]), action("items", ["g", "i"]), action("help", ["?"])]);
    press("k", { ctrlKey: true });
    press("g");
    press("i");
    press("?", { shiftKey: true });
    expect(run.mock.calls.flat()).toEqual(["palette", "items", "help"]);
    press("g");
    vi.advanceTimersByTime(1001);
    press("i");
    expect(run).toHaveBeenCalledTimes(3);
  });

  it("leaves keys alone while someone types, except chords that ask for it", () => {
    document.body.innerHTML = "<input><textarea></textarea><div contenteditable='true'></div>";
    listen([
      action("create", ["c"]),
      action("sidebar", ["Mod+B"]),
      action("palette", ["Mod+K"], { inFields: true }),
    ]);
    for (const field of document.body.children) {
      press("c", {}, field);
      press("b", { ctrlKey: true }, field);
      press("k", { ctrlKey: true }, field);
    }
    expect(run.mock.calls.flat()).toEqual(["palette", "palette", "palette"]);
  });

  it("obeys the switch for single keys", () => {
    listen([action("create", ["c"]), action("palette", ["Mod+K"])]);
    singleKeys = false;
    press("c");
    press("k", { ctrlKey: true });
    expect(run.mock.calls.flat()).toEqual(["palette"]);
  });
});

describe("palette", () => {
  it("scores prefixes over word starts over letters in order", () => {
    expect(score("Go to projects", "go")).toBeGreaterThan(score("Go to projects", "proj"));
    expect(score("Go to projects", "proj")).toBeGreaterThan(score("Go to projects", "gprj"));
    expect(score("Go to projects", "xyz")).toBe(0);
  });

  it("finds an action, shows what a source finds, and runs the chosen one", async () => {
    const user = userEvent.setup();
    const create = action("create", ["c"], { label: "Create work item" });
    const stuck = action("archive", undefined, {
      label: "Archive",
      disabledReason: () => "Only completed items can be archived.",
    });
    registerScope({ id: "test", actions: [create, stuck] });
    const open = vi.fn();
    const sources = [
      {
        id: "items",
        label: "Work items",
        search: async (query: string) => [{ id: "1", label: `Found ${query}`, run: open }],
      },
    ];
    const onClose = vi.fn();
    render(<CommandPalette isOpen onClose={onClose} context={NO_CONTEXT} sources={sources} />);

    const box = screen.getByRole("combobox");
    expect(screen.getAllByRole("option")).toHaveLength(2);
    expect(screen.getByRole("option", { name: /Archive/ })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
    await user.type(box, "crea");
    expect(await screen.findByRole("option", { name: "Found crea" })).toBeInTheDocument();
    const selected = () => document.getElementById(box.getAttribute("aria-activedescendant") ?? "");
    expect(selected()).toHaveTextContent("Create work item");
    await user.keyboard("{ArrowDown}{Enter}");
    expect(onClose).toHaveBeenCalledOnce();
    await waitFor(() => expect(open).toHaveBeenCalledOnce());
    expect(create.run).not.toHaveBeenCalled();
  });

  it("empties the text on Escape before it closes", async () => {
    const user = userEvent.setup();
    const onClose = vi.fn();
    registerScope({ id: "test", actions: [action("a")] });
    render(<CommandPalette isOpen onClose={onClose} context={NO_CONTEXT} />);
    await user.type(screen.getByRole("combobox"), "zz");
    await user.keyboard("{Escape}");
    expect(screen.getByRole("combobox")).toHaveValue("");
    expect(onClose).not.toHaveBeenCalled();
    await act(async () => user.keyboard("{Escape}"));
    expect(onClose).toHaveBeenCalled();
  });
});
