import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Notification } from "@treasury-plane/api/notifications";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Button } from "@treasury-plane/ui/Button";
import { cx } from "@treasury-plane/ui/cx";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { ArrowLeft, Inbox } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useParams } from "react-router";
import { PageHeader } from "../../layouts/PageHeader";
import { QueryGate } from "../../layouts/QueryGate";
import { InboxHead } from "./InboxHead";
import { type InboxFilter, inboxQuery, unreadQuery } from "./inbox-queries";
import { NotificationCard } from "./NotificationCard";
import { SnoozeDialog } from "./SnoozeDialog";
import { useInboxCommands } from "./use-inbox-commands";
import { useInboxFilter } from "./use-inbox-filter";
import { useTriage } from "./use-triage";

const ItemEmbed = lazy(() =>
  import("../work-items/detail/ItemEmbed").then((module) => ({ default: module.ItemEmbed })),
);
const NOTHING: readonly Notification[] = [];

/** `/:ws/notifications` */
export default function InboxPage() {
  const { ws = "" } = useParams();
  const heading = usePageTitle("Inbox");
  const [filter, setFilter] = useInboxFilter();
  const pages = useInfiniteQuery(inboxQuery(ws, filter));
  const { data: counts } = useQuery(unreadQuery(ws));
  const commands = useInboxCommands(ws);
  const [open, setOpen] = useState<Notification | null>(null);
  const [snoozing, setSnoozing] = useState<Notification | null>(null);
  const list = pages.data ? pages.data.pages.flatMap((page) => page.results) : NOTHING;
  const openOne = (notification: Notification) => {
    setOpen(notification);
    if (notification.read_at === null) void commands.setRead(notification, true);
  };
  const triage = useTriage({
    list,
    openId: open?.id ?? null,
    commands,
    onOpen: openOne,
    onSnooze: setSnoozing,
  });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader headingRef={heading} title="Inbox" />
      <div className="flex min-h-0 flex-1">
        <div
          className={cx(
            "flex min-h-0 w-full flex-col border-line md:w-[24rem] md:shrink-0 md:border-r",
            open && "hidden md:flex",
          )}
        >
          <InboxHead
            filter={filter}
            onChange={setFilter}
            counts={counts}
            onMarkAllRead={() => void commands.markAllRead(filter)}
          />
          <div className="min-h-0 flex-1 overflow-y-auto">
            <QueryGate query={pages} what="notifications">
              {() =>
                list.length === 0 ? (
                  <Nothing filter={filter} />
                ) : (
                  <>
                    <ul aria-label="Notifications">
                      {list.map((notification) => (
                        <NotificationCard
                          key={notification.id}
                          notification={notification}
                          isOpen={notification.id === open?.id}
                          commands={commands}
                          onOpen={() => openOne(notification)}
                          onSnooze={() => triage.snooze(notification)}
                          onArchive={() => triage.toggleArchived(notification)}
                        />
                      ))}
                    </ul>
                    {pages.hasNextPage && (
                      <div className="flex justify-center p-3">
                        <Button
                          isPending={pages.isFetchingNextPage}
                          onPress={() => void pages.fetchNextPage()}
                        >
                          Show older ones
                        </Button>
                      </div>
                    )}
                  </>
                )
              }
            </QueryGate>
          </div>
        </div>
        <div className={cx("min-h-0 min-w-0 flex-1 flex-col", open ? "flex" : "hidden md:flex")}>
          {open ? (
            <Suspense fallback={<SkeletonRows rows={8} label="Loading the work item" />}>
              <ItemEmbed
                slug={ws}
                projectId={open.project}
                itemId={open.entity_identifier}
                lead={
                  <span className="md:hidden">
                    <IconButton
                      label="Back to the inbox"
                      icon={<ArrowLeft size={16} />}
                      onPress={() => setOpen(null)}
                    />
                  </span>
                }
              />
            </Suspense>
          ) : (
            <EmptyState icon={<Inbox size={20} aria-hidden="true" />} title="Nothing chosen">
              Choose a notification to see its work item here.
            </EmptyState>
          )}
        </div>
      </div>
      {snoozing && (
        <SnoozeDialog
          notification={snoozing}
          onSnooze={(until) => void commands.snooze(snoozing, until)}
          onClose={() => setSnoozing(null)}
        />
      )}
    </div>
  );
}

function Nothing({ filter }: { filter: InboxFilter }) {
  const isNarrowed = filter.reason !== null || filter.unreadOnly || filter.tab === "mentions";
  const titles = { open: "Nothing new", snoozed: "Nothing sleeps", archived: "Nothing archived" };
  return (
    <EmptyState icon={<Inbox size={20} aria-hidden="true" />} title={titles[filter.place]}>
      {isNarrowed
        ? "Nothing that the filter lets through."
        : "Changes to work items that you made, are assigned to or follow appear here."}
    </EmptyState>
  );
}
