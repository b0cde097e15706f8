import type { Notification } from "@treasury-plane/api/notifications";
import { formatDateTime, formatRelative } from "@treasury-plane/kit/dates/format";
import { Avatar } from "@treasury-plane/ui/Avatar";
import { cx } from "@treasury-plane/ui/cx";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { Archive, ArchiveRestore, Bell, Clock, Mail, MailOpen } from "lucide-react";
import type { InboxCommands } from "./use-inbox-commands";

interface NotificationCardProps {
  readonly notification: Notification;
  readonly isOpen: boolean;
  readonly commands: InboxCommands;
  readonly onOpen: () => void;
  readonly onSnooze: () => void;
  /** With the keys: the notification leaves the list and the focus goes to the next. */
  readonly onArchive: () => void;
}

/** One notification: who, what, on which item, when; and what can be done with it. */
export function NotificationCard(props: NotificationCardProps) {
  const { notification, isOpen, commands, onOpen, onSnooze, onArchive } = props;
  const item = notification.data.issue;
  const isUnread = notification.read_at === null;
  const isArchived = notification.archived_at !== null;
  return (
    <li
      className={cx(
        "group relative flex gap-2.5 border-line border-b px-3 py-2.5 sm:px-4",
        isOpen ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <span className="relative mt-0.5 shrink-0">
        {notification.triggered_by_details ? (
          <Avatar person={notification.triggered_by_details} size={24} />
        ) : (
          <Bell size={20} aria-hidden="true" className="text-fg-3" />
        )}
        {isUnread && (
          <span
            aria-hidden="true"
            className="absolute -top-0.5 -left-0.5 size-2.5 rounded-full border-2 border-surface bg-accent forced-colors:bg-[Highlight]"
          />
        )}
      </span>
      <span className="min-w-0 flex-1">
        <button
          type="button"
          data-notification={notification.id}
          aria-current={isOpen ? "true" : undefined}
          onClick={onOpen}
          className={cx(
            "block w-full text-left text-sm outline-none after:absolute after:inset-0 after:rounded-sm focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2",
            isUnread ? "font-semibold text-fg" : "text-fg-2",
          )}
        >
          {isUnread && <span className="sr-only">Unread: </span>}
          {notification.title}
        </button>
        {item && (
          <span className="block truncate text-fg-3 text-xs">
            <span className="tabular-nums">
              {item.identifier}-{item.sequence_id}
            </span>{" "}
            {item.name}
          </span>
        )}
        {notification.message_stripped && (
          <span className="line-clamp-2 block text-fg-2 text-sm">
            {notification.message_stripped}
          </span>
        )}
        <span className="flex items-center gap-1.5 text-fg-3 text-xs">
          <time dateTime={notification.created_at} title={formatDateTime(notification.created_at)}>
            {formatRelative(notification.created_at)}
          </time>
          {notification.snoozed_till && (
            <span className="flex items-center gap-1">
              <Clock size={12} aria-hidden="true" /> Until{" "}
              {formatDateTime(notification.snoozed_till)}
            </span>
          )}
        </span>
      </span>
      <span className="relative flex shrink-0 items-start">
        <IconButton
          size="sm"
          label={isUnread ? "Mark as read" : "Mark as unread"}
          keys={["u"]}
          icon={isUnread ? <MailOpen size={14} /> : <Mail size={14} />}
          onPress={() => void commands.setRead(notification, isUnread)}
        />
        <IconButton
          size="sm"
          label="Snooze"
          keys={["h"]}
          icon={<Clock size={14} />}
          onPress={onSnooze}
        />
        <IconButton
          size="sm"
          label={isArchived ? "Bring back" : "Archive"}
          keys={["e"]}
          icon={isArchived ? <ArchiveRestore size={14} /> : <Archive size={14} />}
          onPress={onArchive}
        />
      </span>
    </li>
  );
}
