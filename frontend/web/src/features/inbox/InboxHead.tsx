import type { UnreadCounts } from "@treasury-plane/api/notifications";
import { cx } from "@treasury-plane/ui/cx";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "@treasury-plane/ui/Menu";
import { CheckCheck, ListFilter } from "lucide-react";
import type { InboxFilter, Reason } from "./inbox-queries";

interface InboxHeadProps {
  readonly filter: InboxFilter;
  readonly onChange: (patch: Partial<InboxFilter>) => void;
  readonly counts: UnreadCounts | undefined;
  readonly onMarkAllRead: () => void;
}

const REASONS: readonly { id: Reason; label: string }[] = [
  { id: "assigned", label: "Assigned to me" },
  { id: "created", label: "Created by me" },
  { id: "subscribed", label: "Subscribed" },
];

const PLACES: readonly { id: InboxFilter["place"]; label: string }[] = [
  { id: "open", label: "Inbox" },
  { id: "snoozed", label: "Snoozed" },
  { id: "archived", label: "Archived" },
];

/** All or mentions, what is shown of them, and reading everything at once. */
export function InboxHead({ filter, onChange, counts, onMarkAllRead }: InboxHeadProps) {
  const isNarrowed = filter.reason !== null || filter.unreadOnly || filter.place !== "open";
  return (
    <div className="flex h-11 shrink-0 items-center gap-1 border-line border-b px-2 sm:px-3">
      <fieldset className="mr-auto flex gap-1">
        <legend className="sr-only">Which notifications</legend>
        <TabButton
          isOn={filter.tab === "all"}
          name="All"
          count={counts?.total_unread_notifications_count ?? 0}
          onPress={() => onChange({ tab: "all" })}
        />
        <TabButton
          isOn={filter.tab === "mentions"}
          name="Mentions"
          count={counts?.mention_unread_notifications_count ?? 0}
          onPress={() => onChange({ tab: "mentions" })}
        />
      </fieldset>
      <MenuTrigger
        placement="bottom end"
        trigger={
          <IconButton
            label={isNarrowed ? "Filter, in use" : "Filter"}
            icon={<ListFilter size={16} />}
            isActive={isNarrowed}
          />
        }
      >
        <Menu aria-label="Filter">
          <MenuSection label="Show">
            {PLACES.map(({ id, label }) => (
              <MenuItem
                key={id}
                id={id}
                onAction={() => onChange({ place: id })}
                {...(filter.place === id ? { description: "Shown now" } : {})}
              >
                {label}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection label="Because">
            {REASONS.map(({ id, label }) => (
              <MenuItem
                key={id}
                id={id}
                onAction={() => onChange({ reason: filter.reason === id ? null : id })}
                {...(filter.reason === id ? { description: "Only these now" } : {})}
              >
                {label}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuItem id="unread" onAction={() => onChange({ unreadOnly: !filter.unreadOnly })}>
            {filter.unreadOnly ? "Show read ones too" : "Only unread"}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      <IconButton
        label="Mark all as read"
        icon={<CheckCheck size={16} />}
        isDisabled={(counts?.total_unread_notifications_count ?? 0) === 0}
        onPress={onMarkAllRead}
      />
    </div>
  );
}

interface TabButtonProps {
  readonly isOn: boolean;
  readonly name: string;
  readonly count: number;
  readonly onPress: () => void;
}

function TabButton({ isOn, name, count, onPress }: TabButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={cx(
        "flex h-7 items-center gap-1.5 rounded-md px-2 text-sm pointer-coarse:h-11",
        isOn
          ? "bg-selected font-medium text-fg forced-colors:underline"
          : "text-fg-2 hover:bg-hover hover:text-fg",
      )}
    >
      {name}
      {count > 0 && (
        <span className="text-fg-3 text-xs tabular-nums">
          {count}
          <span className="sr-only"> unread</span>
        </span>
      )}
    </button>
  );
}
