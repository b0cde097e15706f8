import type { Notification } from "@treasury-plane/api/notifications";
import { useActions } from "@treasury-plane/kit/actions/use-actions";
import { useEffect, useMemo, useRef } from "react";
import { useUi } from "../../app/ui-store";
import { inboxActions } from "./inbox-actions";
import type { InboxCommands } from "./use-inbox-commands";

interface TriageOptions {
  readonly list: readonly Notification[];
  readonly openId: string | null;
  readonly commands: InboxCommands;
  readonly onOpen: (notification: Notification) => void;
  readonly onSnooze: (notification: Notification) => void;
}

/**
 * The keys of the inbox. They act on the notification that has the focus, else on the open one;
 * when it leaves the list, the focus goes to its neighbour.
 */
export function useTriage(options: TriageOptions) {
  const latest = useRef(options);
  latest.current = options;
  const leaving = useRef<{ id: string; neighbour: string | null } | null>(null);

  // The list was read anew: whoever had the focus may be gone.
  useEffect(() => {
    const left = leaving.current;
    if (!left || options.list.some(({ id }) => id === left.id)) return;
    leaving.current = null;
    const isFocusLost = document.activeElement === document.body || focusedId() === left.id;
    if (isFocusLost && left.neighbour) focusOn(left.neighbour);
  }, [options.list]);

  const triage = useMemo(() => {
    const current = () => {
      const { list, openId } = latest.current;
      const id = focusedId() ?? openId;
      return list.find((notification) => notification.id === id);
    };
    const leave = (notification: Notification) => {
      const { list } = latest.current;
      const place = list.findIndex(({ id }) => id === notification.id);
      const neighbour = list[place + 1] ?? list[place - 1];
      leaving.current = { id: notification.id, neighbour: neighbour?.id ?? null };
    };
    const toggleArchived = (notification = current()) => {
      if (!notification) return;
      leave(notification);
      void latest.current.commands.setArchived(notification, notification.archived_at === null);
    };
    return {
      current: () => current() !== undefined,
      isInList,
      open: () => {
        const found = current();
        if (found) latest.current.onOpen(found);
      },
      move: (delta: 1 | -1) => {
        const { list } = latest.current;
        const found = current();
        const place = found ? list.indexOf(found) + delta : 0;
        const next = list[Math.max(0, Math.min(list.length - 1, place))];
        if (next) focusOn(next.id);
      },
      toggleRead: () => {
        const found = current();
        if (found) void latest.current.commands.setRead(found, found.read_at === null);
      },
      toggleArchived,
      snooze: (notification = current()) => {
        if (!notification) return;
        leave(notification);
        latest.current.onSnooze(notification);
      },
    };
  }, []);

  const actions = useMemo(
    () =>
      inboxActions({
        ...triage,
        toggleArchived: () => triage.toggleArchived(),
        snooze: () => triage.snooze(),
      }),
    [triage],
  );
  useActions("inbox", actions);
  return triage;
}

/** Whether the focus is on a notification; the sheet of keys lists what works there. */
function isInList(): boolean {
  const { isSheetOpen, isPaletteOpen } = useUi.getState();
  if (isSheetOpen || isPaletteOpen) return true;
  return document.activeElement?.matches("[data-notification]") === true;
}

function focusedId(): string | null {
  const element = document.activeElement?.closest("li")?.querySelector("[data-notification]");
  return element?.getAttribute("data-notification") ?? null;
}

function focusOn(id: string): void {
  const element = document.querySelector(`[data-notification="${CSS.escape(id)}"]`);
  if (element instanceof HTMLElement) element.focus();
}
