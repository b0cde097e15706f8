import { Button } from "@treasury-plane/ui/Button";
import { type Column, Table } from "@treasury-plane/ui/Table";
import type { Job, JobState } from "../../contract";
import { DottedName } from "../../shell/DottedName";
import { Moment } from "../../shell/Moment";
import { duration } from "../../shell/relative-time";
import { since, stateLabel } from "./words";

interface JobTableProps {
  jobs: readonly Job[];
  state: JobState;
  now: number;
  isBusy: boolean;
  /** The id of the job whose retry is on its way. */
  retrying: number | null;
  onOpen: (job: Job) => void;
  onRetry: (job: Job) => void;
  onDelete: (job: Job) => void;
}

const SINCE: Record<JobState, string> = { dead: "Failed", running: "Runs", ready: "Due" };

export function JobTable(props: JobTableProps) {
  const { jobs, state, now, isBusy } = props;
  const columns: Column<Job>[] = [
    {
      id: "name",
      header: "Job",
      className: "align-top",
      cell: (job) => (
        <div className="min-w-0">
          <p className="break-words font-medium">
            <DottedName name={job.name} />
          </p>
          <p className="text-fg-3 text-xs">
            Number {job.id}
            <span className="sm:hidden">
              {", "}
              <Since job={job} now={now} />
            </span>
          </p>
          <div className="mt-1 sm:hidden">
            <LastError job={job} />
          </div>
        </div>
      ),
    },
    {
      id: "since",
      header: SINCE[state],
      from: "sm",
      className: "align-top text-fg-2",
      cell: (job) => <Since job={job} now={now} />,
    },
    {
      id: "attempts",
      header: "Attempts",
      from: "md",
      className: "whitespace-nowrap align-top text-fg-2 tabular-nums",
      cell: ({ attempts, attempts_max }) => `${attempts} of ${attempts_max}`,
    },
    {
      id: "error",
      header: "Last error",
      from: "sm",
      className: "align-top",
      cell: (job) => <LastError job={job} />,
    },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "end",
      className: "align-top",
      cell: (job) => <Actions job={job} {...props} />,
    },
  ];
  return (
    <Table
      caption={`${stateLabel(state)} jobs`}
      columns={columns}
      rows={jobs}
      rowKey={({ id }) => String(id)}
      rowHeader="name"
      isBusy={isBusy}
    />
  );
}

function LastError({ job }: { job: Job }) {
  if (job.last_error === null) return <span className="text-fg-3">None</span>;
  return (
    <p className="line-clamp-2 max-w-md text-fg-2 [overflow-wrap:anywhere]">{job.last_error}</p>
  );
}

function Since({ job, now }: { job: Job; now: number }) {
  const at = since(job);
  if (job.state !== "running") return <Moment at={at} now={now} />;
  return <span className="whitespace-nowrap">for {duration(at, now)}</span>;
}

function Actions({ job, ...acts }: JobTableProps & { job: Job }) {
  // Two failed jobs of a kind need names of their own.
  const which = `${job.name} ${job.id}`;
  return (
    <span className="flex justify-end gap-1">
      <Button size="sm" onPress={() => acts.onOpen(job)} aria-label={`Details of ${which}`}>
        Details
      </Button>
      {job.state === "dead" && (
        <>
          <Button
            size="sm"
            // On a phone the panel of the job has both.
            className="max-sm:hidden"
            isPending={acts.retrying === job.id}
            onPress={() => acts.onRetry(job)}
            aria-label={`Retry ${which}`}
          >
            Retry
          </Button>
          <Button
            size="sm"
            variant="ghost"
            className="max-sm:hidden"
            onPress={() => acts.onDelete(job)}
            aria-label={`Delete ${which}`}
          >
            Delete…
          </Button>
        </>
      )}
    </span>
  );
}
