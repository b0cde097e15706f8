import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { type Column, Table } from "@treasury-plane/ui/Table";
import { toast } from "@treasury-plane/ui/Toast";
import { CalendarClock, Play } from "lucide-react";
import type { Schedule } from "../../contract";
import { Moment } from "../../shell/Moment";
import { duration } from "../../shell/relative-time";
import { cronInWords } from "./cron";
import { KindName } from "./parts";
import { JOBS_KEY, runSchedule } from "./queries";

interface SchedulesProps {
  schedules: readonly Schedule[];
  now: number;
}

/** What starts by the clock. A time that was missed is made up for once. */
export function Schedules({ schedules, now }: SchedulesProps) {
  const client = useQueryClient();
  const run = useMutation({
    mutationFn: runSchedule,
    onSuccess: (_, name) => toast.success(`${name} is queued`),
    onError: (error) => toast.error(error.message),
    onSettled: () => client.invalidateQueries({ queryKey: JOBS_KEY }),
  });
  if (schedules.length === 0) {
    return (
      <EmptyState
        icon={<CalendarClock size={20} aria-hidden="true" />}
        title="Nothing is scheduled"
      />
    );
  }
  const columns: Column<Schedule>[] = [
    {
      id: "name",
      header: "What",
      className: "align-top",
      cell: (schedule) => (
        <>
          <KindName {...schedule} />
          <div className="mt-1 text-xs md:hidden">
            <When cron={schedule.cron} />
          </div>
          <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 text-xs sm:hidden">
            <dt className="text-fg-3">Next run</dt>
            <dd>
              <Next at={schedule.next_run_at} now={now} />
            </dd>
            <dt className="text-fg-3">Last run</dt>
            <dd className="min-w-0">
              <Last schedule={schedule} now={now} />
            </dd>
          </dl>
        </>
      ),
    },
    {
      id: "when",
      header: "When",
      from: "md",
      className: "align-top",
      cell: ({ cron }) => <When cron={cron} />,
    },
    {
      id: "next",
      header: "Next run",
      from: "sm",
      className: "align-top text-fg-2",
      cell: ({ next_run_at }) => <Next at={next_run_at} now={now} />,
    },
    {
      id: "last",
      header: "Last run",
      from: "sm",
      className: "align-top text-fg-2",
      cell: (schedule) => <Last schedule={schedule} now={now} />,
    },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "end",
      className: "align-top",
      cell: ({ name }) => (
        <Button
          size="sm"
          icon={<Play size={13} aria-hidden="true" />}
          isPending={run.isPending && run.variables === name}
          onPress={() => run.mutate(name)}
          aria-label={`Run ${name} now`}
        >
          Run now
        </Button>
      ),
    },
  ];
  return (
    <Table
      caption="Schedule"
      columns={columns}
      rows={schedules}
      rowKey={({ name }) => name}
      rowHeader="name"
    />
  );
}

/** The rule in words, with the rule itself below. */
function When({ cron }: { cron: string }) {
  const words = cronInWords(cron);
  return (
    <>
      {words && <p>{words}</p>}
      <p className="whitespace-nowrap font-mono text-fg-3 text-xs">
        <span className="sr-only">Rule: </span>
        {cron}
      </p>
    </>
  );
}

function Next({ at, now }: { at: string | null; now: number }) {
  if (at === null) return "Not planned";
  return Date.parse(at) <= now ? "Due now" : <Moment at={at} now={now} />;
}

function Last({ schedule, now }: { schedule: Schedule; now: number }) {
  const { last_started_at: started, last_finished_at: finished, last_error } = schedule;
  if (started === null) return "Never";
  if (finished === null || finished < started) {
    return (
      <span className="flex flex-wrap items-center gap-1.5">
        <Badge tone="accent">Running</Badge>
        <span className="whitespace-nowrap">for {duration(started, now)}</span>
      </span>
    );
  }
  return (
    <div className="min-w-0 max-w-60">
      <span className="flex flex-wrap items-center gap-1.5">
        <Moment at={finished} now={now} />
        {last_error !== null && <Badge tone="danger">Failed</Badge>}
      </span>
      {last_error !== null && (
        <p className="mt-0.5 text-danger-fg text-xs [overflow-wrap:anywhere]">{last_error}</p>
      )}
    </div>
  );
}
