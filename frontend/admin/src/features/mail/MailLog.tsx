import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Page } from "@treasury-plane/api/types";
import { Badge, type Tone } from "@treasury-plane/ui/Badge";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import { Pager } from "@treasury-plane/ui/Pager";
import { SegmentedControl } from "@treasury-plane/ui/SegmentedControl";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { type Column, Table } from "@treasury-plane/ui/Table";
import { MailX, RotateCw } from "lucide-react";
import type { MailEntry, MailState } from "../../contract";
import { Moment } from "../../shell/Moment";
import { useListParams } from "../../shell/use-list-params";
import { mailLogQuery } from "./queries";
import { kindLabel, MAIL_STATES } from "./words";

const STATES = [{ id: "", label: "All" }, ...MAIL_STATES] as const;
const TONES: Record<MailState, Tone> = { waiting: "neutral", sent: "success", failed: "danger" };

/** What was sent, what waits, and what could not be delivered. */
export function MailLog() {
  const list = useListParams();
  const state = STATES.find(({ id }) => id === list.get("state"))?.id ?? "";
  const log = useQuery({
    ...mailLogQuery({ state, cursor: list.get("cursor") }),
    placeholderData: keepPreviousData,
  });
  const refresh = async () => {
    const { isError } = await log.refetch();
    announce(isError ? "The log could not be read" : "The log is up to date");
  };
  return (
    <section aria-labelledby="mail-log" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="mail-log" className="font-semibold text-base">
          Log
        </h2>
        <div className="flex flex-wrap items-center gap-2">
          <SegmentedControl
            label="State"
            segments={STATES}
            value={state}
            onChange={(next) => list.set({ state: next })}
          />
          <IconButton
            label="Refresh the log"
            variant="secondary"
            icon={<RotateCw size={14} aria-hidden="true" />}
            onPress={() => void refresh()}
          />
        </div>
      </div>
      {log.data === undefined ? (
        log.isError ? (
          <ErrorState
            message={log.error.message}
            onRetry={() => void log.refetch()}
            isRetrying={log.isFetching}
          />
        ) : (
          <SkeletonRows rows={5} label="Loading the log" />
        )
      ) : log.data.results.length === 0 ? (
        <EmptyState icon={<MailX size={20} aria-hidden="true" />} title="No mail here">
          Mail is listed from the moment it is written.
        </EmptyState>
      ) : (
        <LogTable
          page={log.data}
          now={log.dataUpdatedAt}
          isBusy={log.isPlaceholderData}
          onPage={(cursor) => list.set({ cursor })}
        />
      )}
    </section>
  );
}

interface LogTableProps {
  page: Page<MailEntry>;
  now: number;
  isBusy: boolean;
  onPage: (cursor: string) => void;
}

function LogTable({ page, now, isBusy, onPage }: LogTableProps) {
  return (
    <>
      <Table
        caption="Mail log"
        columns={columns(now)}
        rows={page.results}
        rowKey={({ id }) => id}
        rowHeader="recipient"
        isBusy={isBusy}
      />
      <Pager
        noun="mails"
        shown={page.results.length}
        total={page.total_count}
        onPrevious={page.prev_page_results ? () => onPage(page.prev_cursor) : undefined}
        onNext={page.next_page_results ? () => onPage(page.next_cursor) : undefined}
      />
    </>
  );
}

function columns(now: number): Column<MailEntry>[] {
  return [
    {
      id: "recipient",
      header: "To",
      className: "align-top",
      cell: (mail) => (
        <div className="min-w-0">
          <p className="font-medium [overflow-wrap:anywhere]">{mail.recipient}</p>
          <p className="text-fg-3 text-xs sm:hidden">
            {kindLabel(mail)}, <Moment at={mail.sent_at ?? mail.created_at} now={now} />
          </p>
        </div>
      ),
    },
    {
      id: "subject",
      header: "Mail",
      from: "sm",
      className: "align-top",
      cell: (mail) => (
        <div className="min-w-0 max-w-sm">
          <p className="[overflow-wrap:anywhere]">{mail.subject}</p>
          <p className="text-fg-3 text-xs">{kindLabel(mail)}</p>
        </div>
      ),
    },
    {
      id: "state",
      header: "State",
      className: "align-top",
      cell: (mail) => <State mail={mail} />,
    },
    {
      id: "when",
      header: "When",
      from: "sm",
      className: "align-top text-fg-2",
      cell: ({ sent_at, created_at }) => <Moment at={sent_at ?? created_at} now={now} />,
    },
  ];
}

function State({ mail }: { mail: MailEntry }) {
  const label = MAIL_STATES.find(({ id }) => id === mail.state)?.label ?? mail.state;
  return (
    <div className="min-w-0 max-w-72">
      <span className="flex flex-wrap items-center gap-x-1.5">
        <Badge tone={TONES[mail.state]}>{label}</Badge>
        {mail.attempts > 1 && (
          <span className="whitespace-nowrap text-fg-3 text-xs">{mail.attempts} attempts</span>
        )}
      </span>
      {mail.last_error !== null && mail.state !== "sent" && (
        <p className="mt-0.5 text-danger-fg text-xs [overflow-wrap:anywhere]">{mail.last_error}</p>
      )}
    </div>
  );
}
