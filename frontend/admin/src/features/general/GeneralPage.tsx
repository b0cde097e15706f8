import { useQuery } from "@tanstack/react-query";
import { instanceQuery } from "@treasury-plane/api/queries";
import type { Instance } from "@treasury-plane/api/types";
import {
  formatBytes,
  formatDateTime,
  formatNumber,
  formatRelative,
} from "@treasury-plane/kit/dates/format";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { Skeleton } from "@treasury-plane/ui/Skeleton";
import { Card, Page } from "../../shell/Page";
import { SettingsForm } from "./SettingsForm";

export default function GeneralPage() {
  const instance = useQuery(instanceQuery);
  return (
    <Page title="General" description="This installation at a glance, and how it behaves.">
      {instance.isPending ? (
        <div role="status" className="flex flex-col gap-6">
          <span className="sr-only">Loading</span>
          <Skeleton className="h-24 w-full rounded-lg" />
          <Skeleton className="h-80 w-full rounded-lg" />
        </div>
      ) : instance.isError ? (
        <ErrorState
          message={instance.error.message}
          onRetry={() => void instance.refetch()}
          isRetrying={instance.isFetching}
        />
      ) : (
        <div className="flex flex-col gap-6">
          <Counters counts={instance.data.counts} />
          <SettingsForm instance={instance.data} />
          <Facts instance={instance.data} />
        </div>
      )}
    </Page>
  );
}

function Counters({ counts }: { counts: Instance["counts"] }) {
  const rows = [
    ["Users", counts.users],
    ["Workspaces", counts.workspaces],
    ["Projects", counts.projects],
    ["Work items", counts.work_items],
  ] as const;
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-line gap-px lg:grid-cols-4">
      {rows.map(([label, value]) => (
        <div key={label} className="flex flex-col-reverse bg-surface px-5 py-4">
          <dt className="text-fg-3 text-sm">{label}</dt>
          <dd className="font-semibold text-2xl tabular-nums tracking-tight">
            {formatNumber(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function Facts({ instance }: { instance: Instance }) {
  const { crypto } = instance;
  const rows = [
    ["Version", instance.version],
    [
      "Running since",
      `${formatDateTime(instance.started_at)} (${formatRelative(instance.started_at)})`,
    ],
    ["Set up", instance.setup_at ? formatDateTime(instance.setup_at) : "Not yet"],
    ["Database", instance.database.version],
    ["Database size", formatBytes(instance.database.size_bytes)],
    ["Migrations applied", formatNumber(instance.database.migrations_applied)],
    ["Cryptographic module", `${crypto.name} ${crypto.version}: ${crypto.state}`],
  ] as const;
  return (
    <Card title="System">
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        {rows.map(([label, value]) => (
          <div key={label} className="min-w-0">
            <dt className="text-fg-3 text-xs">{label}</dt>
            <dd className="tabular-nums [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
