import type { Action } from "@treasury-plane/kit/actions/types";
import { Archive, ArrowDown, ArrowUp, Clock, Mail } from "lucide-react";

const SECTION = "Inbox";

/** What the keys act on: the notification that has the focus or is open. */
export interface Triage {
  current: () => boolean;
  move: (delta: 1 | -1) => void;
  toggleRead: () => void;
  toggleArchived: () => void;
  snooze: () => void;
}

/** Triage by keyboard. */
export function inboxActions(triage: Triage): Action[] {
  const reason = () => (triage.current() ? null : "Choose a notification first.");
  return [
    {
      id: "inbox.next",
      label: "Next notification",
      section: SECTION,
      icon: ArrowDown,
      keys: ["j"],
      run: () => triage.move(1),
    },
    {
      id: "inbox.previous",
      label: "Previous notification",
      section: SECTION,
      icon: ArrowUp,
      keys: ["k"],
      run: () => triage.move(-1),
    },
    {
      id: "inbox.archive",
      label: "Archive or bring back",
      section: SECTION,
      icon: Archive,
      keys: ["e"],
      disabledReason: reason,
      run: triage.toggleArchived,
    },
    {
      id: "inbox.read",
      label: "Mark as read or unread",
      section: SECTION,
      icon: Mail,
      keys: ["u"],
      disabledReason: reason,
      run: triage.toggleRead,
    },
    {
      id: "inbox.snooze",
      label: "Snooze",
      section: SECTION,
      icon: Clock,
      keys: ["h"],
      disabledReason: reason,
      run: triage.snooze,
    },
  ];
}
