import { IconButton } from "@treasury-plane/ui/IconButton";
import { Bell } from "lucide-react";
import { useNavigate } from "react-router";
import { useUnreadCount } from "../features/inbox/public";
import { paths } from "../paths";

/** The way to the inbox from everywhere, with how much is unread in it. */
export function InboxBell({ slug }: { slug: string }) {
  const unread = useUnreadCount(slug);
  const navigate = useNavigate();
  return (
    <IconButton
      label={unread > 0 ? `Inbox, ${unread} unread` : "Inbox"}
      keys={["g", "x"]}
      icon={
        <span className="relative flex">
          <Bell size={17} aria-hidden="true" />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="absolute -top-1.5 -right-2 min-w-4 rounded-full bg-accent px-1 text-center font-medium text-[10px] text-on-accent leading-4 tabular-nums forced-colors:border"
            >
              {unread > 99 ? "99+" : unread}
            </span>
          )}
        </span>
      }
      onPress={() => void navigate(paths.inbox(slug))}
    />
  );
}
