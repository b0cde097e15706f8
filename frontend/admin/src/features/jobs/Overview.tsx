import { formatNumber } from "@treasury-plane/kit/dates/format";
import { Badge } from "@treasury-plane/ui/Badge";
import { Banner } from "@treasury-plane/ui/Banner";
import { type Column, Table } from "@treasury-plane/ui/Table";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { JobKind, JobState, JobsOverview } from "../../contract";
import { Moment } from "../../shell/Moment";
import { Instances } from "./Instances";
import { KindName } from "./parts";

interface OverviewProps {
  overview: JobsOverview;
  /** When it was read. */
  now: number;
}

/** Who works, and how every queue stands. */
export function Overview({ overview, now }: OverviewProps) {
  const { kinds, leader, instances } = overview;
  const isLed = leader !== null && Date.parse(leader.expires_at) > now;
  return (
    <div className="flex flex-col gap-8">
      {!isLed && (
        <Banner tone="warning">
          No instance leads, so nothing scheduled starts. An instance that runs jobs takes over by
          itself within a minute; if this stays, none is running.
        </Banner>
      )}
      <Instances instances={instances} leaderId={isLed ? leader.instance_id : null} now={now} />
      <section aria-labelledby="queues" className="flex flex-col gap-3">
        <h2 id="queues" className="font-semibold text-base">
          Queues
        </h2>
        <Table
          caption="Queues"
          columns={columns(now)}
          rows={kinds}
          rowKey={({ name }) => name}
          rowHeader="name"
        />
      </section>
    </div>
  );
}

function columns(now: number): Column<JobKind>[] {
  return [
    { id: "name", header: "Kind", cell: (kind) => <KindName {...kind} /> },
    count("ready", "Waiting", ({ ready }) => formatNumber(ready)),
    count("running", "Running", ({ running }) => formatNumber(running)),
    count("dead", "Failed", ({ dead }) => <Badge tone="danger">{formatNumber(dead)}</Badge>),
    {
      id: "oldest",
      header: "Oldest waiting",
      from: "md",
      className: "text-fg-2",
      cell: ({ oldest_ready_at }) =>
        oldest_ready_at ? <Moment at={oldest_ready_at} now={now} /> : <Nothing />,
    },
    {
      id: "limit",
      header: "Limit",
      from: "md",
      align: "end",
      className: "whitespace-nowrap text-fg-2 tabular-nums",
      cell: ({ concurrency }) =>
        concurrency === 0 ? (
          <Nothing />
        ) : (
          <span title="Runs at once in one instance">{formatNumber(concurrency)} at once</span>
        ),
    },
  ];
}

/** A number that leads to the jobs it counts. */
function count(
  state: JobState,
  header: string,
  cell: (kind: JobKind) => ReactNode,
): Column<JobKind> {
  return {
    id: state,
    header,
    align: "end",
    className: "tabular-nums max-sm:px-2",
    cell: (kind) =>
      kind[state] === 0 ? (
        <span className="text-fg-3">0</span>
      ) : (
        <Link
          to={`/jobs/list?${new URLSearchParams({ state, name: kind.name })}`}
          aria-label={`${header} ${kind.name}: ${formatNumber(kind[state])}`}
          className="inline-flex min-h-6 min-w-6 items-center justify-end text-accent-fg underline underline-offset-2"
        >
          {cell(kind)}
        </Link>
      ),
  };
}

function Nothing() {
  return (
    <>
      <span aria-hidden="true" className="text-fg-3">
        –
      </span>
      <span className="sr-only">None</span>
    </>
  );
}
