import { useQuery } from "@tanstack/react-query";
import { Badge } from "@treasury-plane/ui/Badge";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { cx } from "@treasury-plane/ui/cx";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { Pause, Play } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Navigate, NavLink, Route, Routes } from "react-router";
import type { JobsOverview } from "../../contract";
import { Page } from "../../shell/Page";
import { JobList } from "./JobList";
import { Overview } from "./Overview";
import { jobsQuery, REFRESH_MS } from "./queries";
import { Schedules } from "./Schedules";

export default function JobsPage() {
  const [isPaused, setPaused] = useState(false);
  const refetchInterval = isPaused ? false : REFRESH_MS;
  const overview = useQuery({ ...jobsQuery, refetchInterval });
  const pause = () => {
    announce(isPaused ? "Updates go on" : "Updates are paused");
    setPaused(!isPaused);
  };
  return (
    <Page
      title="Jobs"
      description="What this installation does by itself, when, and what went wrong."
      action={
        <Button
          icon={
            isPaused ? (
              <Play size={14} aria-hidden="true" />
            ) : (
              <Pause size={14} aria-hidden="true" />
            )
          }
          onPress={pause}
        >
          {isPaused ? "Resume updates" : "Pause updates"}
        </Button>
      }
    >
      {overview.data === undefined ? (
        overview.isError ? (
          <ErrorState
            message={overview.error.message}
            onRetry={() => void overview.refetch()}
            isRetrying={overview.isFetching}
          />
        ) : (
          <SkeletonRows rows={10} label="Loading jobs" />
        )
      ) : (
        <div className="flex flex-col gap-5">
          <Parts overview={overview.data} />
          {overview.isError && (
            <Banner tone="warning">
              What you see is no longer up to date. {overview.error.message}
            </Banner>
          )}
          <Routes>
            <Route
              index
              element={<Overview overview={overview.data} now={overview.dataUpdatedAt} />}
            />
            <Route
              path="list"
              element={<JobList kinds={overview.data.kinds} refetchInterval={refetchInterval} />}
            />
            <Route
              path="schedule"
              element={
                <Schedules schedules={overview.data.schedules} now={overview.dataUpdatedAt} />
              }
            />
            <Route path="*" element={<Navigate to="/jobs" replace />} />
          </Routes>
        </div>
      )}
    </Page>
  );
}

/** The parts of this place; each has an address. */
function Parts({ overview }: { overview: JobsOverview }) {
  const dead = overview.kinds.reduce((sum, kind) => sum + kind.dead, 0);
  const broken = overview.schedules.filter(({ last_error }) => last_error !== null).length;
  return (
    <nav aria-label="Parts of Jobs" className="border-line border-b">
      <ul className="flex gap-4">
        <Part to="/jobs" label="Overview" />
        <Part to="/jobs/list" label="All jobs" problems={dead} />
        <Part to="/jobs/schedule" label="Schedule" problems={broken} />
      </ul>
    </nav>
  );
}

function Part({ to, label, problems = 0 }: { to: string; label: string; problems?: number }) {
  const count: ReactNode = problems > 0 && <Badge tone="danger">{problems} failed</Badge>;
  return (
    <li className="-mb-px">
      <NavLink
        to={to}
        end
        className={({ isActive }) =>
          cx(
            "flex min-h-9 items-center gap-1.5 px-0.5 font-medium text-sm pointer-coarse:min-h-11",
            isActive ? "border-accent border-b-2 text-fg" : "pb-0.5 text-fg-3 hover:text-fg",
          )
        }
      >
        {label} {count}
      </NavLink>
    </li>
  );
}
