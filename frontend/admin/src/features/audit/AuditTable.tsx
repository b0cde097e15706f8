import type { Page } from "@treasury-plane/api/types";
import { formatDateTime } from "@treasury-plane/kit/dates/format";
import { Badge } from "@treasury-plane/ui/Badge";
import { Pager } from "@treasury-plane/ui/Pager";
import { type Column, Table } from "@treasury-plane/ui/Table";
import { DottedName } from "../../shell/DottedName";
import type { AuditEntry } from "./queries";

const COLUMNS: Column<AuditEntry>[] = [
  {
    id: "at",
    header: "Time",
    className: "align-top sm:whitespace-nowrap",
    cell: ({ at }) => <time dateTime={at}>{formatDateTime(at)}</time>,
  },
  {
    id: "actor",
    header: "Who",
    from: "sm",
    className: "align-top",
    cell: (entry) => <Who entry={entry} />,
  },
  {
    id: "action",
    header: "What",
    className: "align-top",
    cell: (entry) => (
      <>
        <span className="flex flex-wrap items-center gap-1.5">
          <span className="font-mono text-xs">
            <DottedName name={entry.action} />
          </span>
          {entry.outcome === "failure" && <Badge tone="danger">Refused</Badge>}
        </span>
        <div className="mt-1 sm:hidden">
          <Who entry={entry} />
        </div>
      </>
    ),
  },
  {
    id: "object",
    header: "On",
    from: "md",
    className: "align-top",
    cell: ({ object_label, object_type }) => (
      <>
        <p className="break-words">{object_label}</p>
        <p className="text-fg-3 text-xs">{object_type ?? ""}</p>
      </>
    ),
  },
  {
    id: "detail",
    header: "Detail",
    className: "align-top",
    cell: (entry) => <Detail entry={entry} />,
  },
];

interface AuditTableProps {
  page: Page<AuditEntry>;
  isBusy: boolean;
  onPage: (cursor: string) => void;
}

export function AuditTable({ page, isBusy, onPage }: AuditTableProps) {
  return (
    <div className="flex flex-col gap-3">
      <Table
        caption="Audit log"
        columns={COLUMNS}
        rows={page.results}
        rowKey={({ id }) => String(id)}
        rowHeader="at"
        isBusy={isBusy}
      />
      <Pager
        noun="entries"
        shown={page.results.length}
        total={page.total_count}
        onPrevious={page.prev_page_results ? () => onPage(page.prev_cursor) : undefined}
        onNext={page.next_page_results ? () => onPage(page.next_cursor) : undefined}
      />
    </div>
  );
}

function Who({ entry }: { entry: AuditEntry }) {
  const { actor, actor_label, ip_address } = entry;
  return (
    <>
      <p className="[overflow-wrap:anywhere]">
        {actor?.display_name ?? (actor_label === "" ? "Nobody signed in" : actor_label)}
      </p>
      <p className="text-fg-3 text-xs">{ip_address}</p>
    </>
  );
}

function Detail({ entry }: { entry: AuditEntry }) {
  const facts = Object.entries(entry.detail);
  return (
    <details className="sm:min-w-24">
      <summary className="cursor-pointer text-accent-fg">Entry {entry.id}</summary>
      <dl className="mt-1 grid gap-x-3 sm:grid-cols-[auto_1fr] gap-y-0.5 text-xs">
        {entry.object_id && (
          <>
            <dt className="text-fg-3">object</dt>
            <dd className="break-all font-mono">{entry.object_id}</dd>
          </>
        )}
        {entry.reason !== "" && (
          <>
            <dt className="text-fg-3">reason</dt>
            <dd className="break-all font-mono">{entry.reason}</dd>
          </>
        )}
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-fg-3">{name}</dt>
            <dd className="break-all font-mono">
              {typeof value === "string" ? value : JSON.stringify(value)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
