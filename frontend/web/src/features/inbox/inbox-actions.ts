import type { Action } from "@treasury-plane/kit/actions/types";
import { Archive, ArrowDown, ArrowUp, Clock, Mail, MailOpen } from "lucide-react";

const SECTION = "Inbox";

/** What the keys act on: the notification that has the focus or is open. */
export interface Triage {
  current: () => boolean;
  /** Enter and the arrows belong to the list, not to a control of the open item. */
  isInList: () => boolean;
  open: () => void;
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
      id: "inbox.next-arrow",
      label: "Next notification, in the list",
      section: SECTION,
      icon: ArrowDown,
      keys: ["ArrowDown"],
      isHidden: true,
      when: triage.isInList,
      run: () => triage.move(1),
    },
    {
      id: "inbox.previous-arrow",
      label: "Previous notification, in the list",
      section: SECTION,
      icon: ArrowUp,
      keys: ["ArrowUp"],
      isHidden: true,
      when: triage.isInList,
      run: () => triage.move(-1),
    },
    {
      id: "inbox.open",
      label: "Open the notification",
      section: SECTION,
      icon: MailOpen,
      keys: ["Enter"],
      when: triage.isInList,
      disabledReason: reason,
      run: triage.open,
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
