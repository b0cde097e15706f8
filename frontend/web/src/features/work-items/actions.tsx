import type { Action } from "@treasury-plane/kit/actions/types";
import { toast } from "@treasury-plane/ui/Toast";
import { Kanban, List, ListFilter, Plus, Search, Undo2 } from "lucide-react";
import type { RefObject } from "react";
import { ui } from "../../app/ui-store";
import { focusedItem } from "./item-focus";
import type { ItemActionInput } from "./use-item-actions";

type Latest = RefObject<ItemActionInput>;

const VIEW = "View";
const ITEM = "Work item";
const AROUND = "Move around";

/** Commands of the page: layout, filter, creation, undo. */
export function layoutActions(latest: Latest): Action[] {
  return [
    {
      id: "view.list",
      label: "Show as list",
      section: VIEW,
      icon: List,
      when: () => latest.current.config.layout !== "list",
      run: () => latest.current.change({ layout: "list" }),
    },
    {
      id: "view.board",
      label: "Show as board",
      section: VIEW,
      icon: Kanban,
      when: () => latest.current.config.layout !== "board",
      run: () => latest.current.change({ layout: "board" }),
    },
    {
      id: "view.filter",
      label: "Add a filter",
      section: VIEW,
      icon: ListFilter,
      keys: ["f"],
      run: () => latest.current.openFilter(),
    },
    {
      id: "view.search",
      label: "Filter by text",
      section: VIEW,
      icon: Search,
      keys: ["/"],
      otherKeys: [["Mod+F"]],
      run: () => latest.current.focusSearch(),
    },
    {
      id: "work-item.quick-create",
      label: "New work item here",
      section: "Create",
      icon: Plus,
      keys: ["c"],
      disabledReason: () => readOnly(latest),
      run: () => ui.createItem({ projectId: latest.current.session.projectId }),
    },
    {
      id: "work-item.undo",
      label: "Undo last change",
      section: ITEM,
      icon: Undo2,
      keys: ["Mod+Z"],
      disabledReason: () =>
        latest.current.session.mutations.canUndo ? null : "There is nothing to undo.",
      run: () => {
        const item = latest.current.session.mutations.undo();
        if (item) toast.success(`Undone: “${item.name}”`);
      },
    },
  ];
}

export function readOnly(latest: Latest): string | null {
  return latest.current.session.store.canEdit ? null : "You may only read this project.";
}

/** Walking through the items and moving them, all by keyboard. */
export function moveActions(latest: Latest): Action[] {
  const step = (id: string, label: string, key: string, delta: 1 | -1): Action => ({
    id: `work-items.${id}`,
    label,
    section: AROUND,
    keys: [key],
    isHidden: true,
    run: () => {
      latest.current.stepper.current?.(delta, true);
    },
  });
  const move = (
    id: string,
    label: string,
    key: string,
    direction: "up" | "down" | "previous" | "next",
  ): Action => ({
    id: `work-items.${id}`,
    label,
    section: AROUND,
    keys: [`Alt+${key}`],
    when: () => focusedItem()?.moveBy !== undefined,
    run: () => focusedItem()?.moveBy?.(direction),
  });
  return [
    step("next", "Next item (or ↓)", "j", 1),
    step("previous", "Previous item (or ↑)", "k", -1),
    move("move-up", "Move up", "ArrowUp", "up"),
    move("move-down", "Move down", "ArrowDown", "down"),
    move("move-previous", "Move to the previous group", "ArrowLeft", "previous"),
    move("move-next", "Move to the next group", "ArrowRight", "next"),
  ];
}
