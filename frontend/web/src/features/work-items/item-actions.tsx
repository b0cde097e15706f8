import type { Action } from "@treasury-plane/kit/actions/types";
import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import {
  ArrowRightLeft,
  CalendarClock,
  CalendarDays,
  Copy,
  Link,
  PanelRight,
  Pencil,
  SignalHigh,
  Tag,
  Trash2,
  UserRound,
  UserRoundPlus,
} from "lucide-react";
import { useUi } from "../../app/ui-store";
import { itemCommands } from "./item-commands";
import { focusedItem } from "./item-focus";
import type { PickerField } from "./pickers/fields";

const ITEM = "Work item";

/** The screen that offers commands on items. */
export interface ItemHost {
  readonly identifier: () => string;
  /** Why nothing may be changed here, or null. */
  readonly readOnly: () => string | null;
  readonly onDelete: (id: string) => void;
}

/** True while Enter and Space belong to the item and not to a control that has the focus. */
function isOnItem(): boolean {
  if (useUi.getState().isSheetOpen) return true;
  return document.activeElement?.matches("[data-item]") === true;
}

/** Commands on the active row or card. */
export function itemActions(host: ItemHost): Action[] {
  const hasItem = () => focusedItem() !== undefined;
  const pick = (
    id: string,
    label: string,
    field: PickerField,
    icon: NonNullable<Action["icon"]>,
    key: string,
  ): Action => ({
    id: `work-item.${id}`,
    label,
    section: ITEM,
    icon,
    keys: [key],
    when: hasItem,
    disabledReason: () => host.readOnly(),
    run: () => focusedItem()?.openPicker(field),
  });
  const command = (run: (commands: ReturnType<typeof itemCommands>) => void) => () => {
    const focused = focusedItem();
    const item = focused?.session.store.get(focused.itemId);
    if (focused && item) run(itemCommands(focused.session, host.identifier(), item));
  };

  return [
    pick("set-state", "Set state", "state", ArrowRightLeft, "s"),
    pick("set-priority", "Set priority", "priority", SignalHigh, "p"),
    pick("set-assignees", "Set assignees", "assignees", UserRound, "a"),
    pick("set-labels", "Set labels", "labels", Tag, "l"),
    pick("set-due", "Set due date", "target_date", CalendarClock, "d"),
    pick("set-start", "Set start date", "start_date", CalendarDays, "Shift+D"),
    {
      ...pick("move-to", "Move to…", "group", ArrowRightLeft, "m"),
      when: () => focusedItem()?.moveBy !== undefined,
    },
    {
      id: "work-item.assign-me",
      label: "Assign or unassign me",
      section: ITEM,
      icon: UserRoundPlus,
      keys: ["i"],
      when: hasItem,
      disabledReason: () => host.readOnly(),
      run: ({ me }) => {
        const focused = focusedItem();
        const item = focused?.session.store.get(focused.itemId);
        if (!focused || !item) return;
        const isMine = item.assignees.includes(me.id);
        const assignees = isMine
          ? item.assignees.filter((id) => id !== me.id)
          : [...item.assignees, me.id];
        void focused.session.mutations.edit(item.id, { assignees });
        announce(isMine ? "Unassigned from you" : "Assigned to you");
      },
    },
    {
      id: "work-item.edit-title",
      label: "Edit title",
      section: ITEM,
      icon: Pencil,
      keys: ["e"],
      when: hasItem,
      disabledReason: () => host.readOnly(),
      run: () => {
        const focused = focusedItem();
        if (focused?.editTitle) return focused.editTitle();
        focused?.peek?.();
        // The panel that opens is then the innermost place.
        editTitleWhenOpen();
      },
    },
    {
      id: "work-item.peek",
      label: "Open beside",
      section: ITEM,
      icon: PanelRight,
      keys: [" "],
      when: () => focusedItem()?.peek !== undefined && isOnItem(),
      run: () => focusedItem()?.peek?.(),
    },
    {
      id: "work-item.open",
      label: "Open full page",
      section: ITEM,
      icon: PanelRight,
      keys: ["Enter"],
      when: () => hasItem() && isOnItem(),
      run: ({ navigate }) => command((commands) => navigate(commands.path))(),
    },
    {
      id: "work-item.copy-id",
      label: "Copy ID",
      section: ITEM,
      icon: Copy,
      keys: ["Mod+."],
      when: hasItem,
      run: command((commands) => void commands.copyKey()),
    },
    {
      id: "work-item.copy-link",
      label: "Copy link",
      section: ITEM,
      icon: Link,
      keys: ["Mod+Shift+,"],
      when: hasItem,
      run: command((commands) => void commands.copyLink()),
    },
    {
      id: "work-item.delete",
      label: "Delete…",
      section: ITEM,
      icon: Trash2,
      keys: ["Mod+Backspace"],
      when: hasItem,
      disabledReason: () => host.readOnly(),
      run: () => {
        const focused = focusedItem();
        if (focused) host.onDelete(focused.itemId);
      },
    },
  ];
}

/** The panel may still have to be loaded. */
function editTitleWhenOpen(triesLeft = 20): void {
  setTimeout(() => {
    const edit = focusedItem()?.editTitle;
    if (edit) edit();
    else if (triesLeft > 0) editTitleWhenOpen(triesLeft - 1);
  }, 50);
}
