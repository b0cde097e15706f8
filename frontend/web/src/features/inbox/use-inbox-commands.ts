import { useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type { Notification } from "@treasury-plane/api/notifications";
import { formatDateTime } from "@treasury-plane/kit/dates/format";
import { toast } from "@treasury-plane/ui/Toast";
import { useMemo } from "react";
import { type InboxFilter, inboxKey, notificationsPath } from "./inbox-queries";

/** What can be done with notifications. Each command asks the server and reads the list anew. */
export function useInboxCommands(slug: string) {
  const queries = useQueryClient();
  return useMemo(() => {
    const refresh = () => queries.invalidateQueries({ queryKey: inboxKey(slug) });
    const ask = async (request: Promise<unknown>) => {
      try {
        await request;
      } catch (error) {
        toast.error(error instanceof Error ? error.message : "This did not work. Try again.");
        return false;
      } finally {
        await refresh();
      }
      return true;
    };
    const at = (id: string, ...rest: string[]) => notificationsPath(slug, id, ...rest);
    const setRead = ({ id }: Notification, isRead: boolean) =>
      ask(isRead ? api.post(at(id, "read")) : api.del(at(id, "read")));
    const setArchived = async ({ id }: Notification, isArchived: boolean) => {
      const path = at(id, "archive");
      const isDone = await ask(isArchived ? api.post(path) : api.del(path));
      if (!isDone) return;
      toast.success(isArchived ? "Archived" : "Back in the inbox", {
        label: "Undo",
        run: () => void ask(isArchived ? api.del(path) : api.post(path)),
      });
    };
    const snooze = async ({ id, snoozed_till }: Notification, until: Date | null) => {
      const patch = (till: string | null) => ask(api.patch(at(id), { snoozed_till: till }));
      if (!(await patch(until?.toISOString() ?? null))) return;
      toast.success(until ? `Sleeps until ${formatDateTime(until)}` : "Awake again", {
        label: "Undo",
        run: () => void patch(snoozed_till),
      });
    };
    const markAllRead = (filter: InboxFilter) =>
      ask(
        api.post(notificationsPath(slug, "mark-all-read"), {
          snoozed: filter.place === "snoozed",
          archived: filter.place === "archived",
          ...(filter.reason ? { type: filter.reason } : {}),
          ...(filter.tab === "mentions" ? { mentioned: true } : {}),
        }),
      );
    return { setRead, setArchived, snooze, markAllRead };
  }, [queries, slug]);
}

export type InboxCommands = ReturnType<typeof useInboxCommands>;
