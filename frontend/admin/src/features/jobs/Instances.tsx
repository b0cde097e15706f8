import { Badge } from "@treasury-plane/ui/Badge";
import { type Column, Table } from "@treasury-plane/ui/Table";
import type { ServerInstance } from "../../contract";
import { Moment } from "../../shell/Moment";
import { ROLES } from "./words";

/** An instance gives a sign of life every 10 seconds, and is not listed after a minute without. */
const SILENT_MS = 30_000;

interface InstancesProps {
  instances: readonly ServerInstance[];
  leaderId: string | null;
  now: number;
}

/** The processes of this server, and which of them starts what is scheduled. */
export function Instances({ instances, leaderId, now }: InstancesProps) {
  const columns: Column<ServerInstance>[] = [
    {
      id: "host",
      header: "Host",
      cell: (instance) => {
        const isSilent = now - Date.parse(instance.seen_at) > SILENT_MS;
        return (
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-1.5 font-medium">
              <span className="[overflow-wrap:anywhere]">{instance.host_name}</span>
              {instance.id === leaderId && <Badge tone="accent">Leader</Badge>}
              {isSilent && <Badge tone="warning">Silent</Badge>}
            </p>
            <p className="text-fg-3 text-xs">
              <span className="font-mono" title={instance.id}>
                {instance.id.slice(0, 8)}
              </span>
              <span className="sm:hidden">, {ROLES[instance.role] ?? instance.role}</span>
            </p>
          </div>
        );
      },
    },
    {
      id: "role",
      header: "Does",
      from: "sm",
      className: "text-fg-2",
      cell: ({ role }) => ROLES[role] ?? role,
    },
    {
      id: "version",
      header: "Version",
      from: "sm",
      className: "text-fg-2 tabular-nums",
      cell: ({ version }) => version,
    },
    {
      id: "started",
      header: "Started",
      from: "md",
      className: "text-fg-2",
      cell: ({ started_at }) => <Moment at={started_at} now={now} />,
    },
    {
      id: "seen",
      header: "Last seen",
      className: "text-fg-2",
      cell: ({ seen_at }) => <Moment at={seen_at} now={now} />,
    },
  ];
  return (
    <section aria-labelledby="instances" className="flex flex-col gap-3">
      <div>
        <h2 id="instances" className="font-semibold text-base">
          Instances
        </h2>
        <p className="text-fg-3 text-sm">
          The leader starts what is scheduled; every instance that runs jobs takes its share.
        </p>
      </div>
      {instances.length === 0 ? (
        <p className="text-fg-3">No instance has reported yet.</p>
      ) : (
        <Table
          caption="Instances"
          columns={columns}
          rows={instances}
          rowKey={({ id }) => id}
          rowHeader="host"
        />
      )}
    </section>
  );
}
