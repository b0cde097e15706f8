import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { NativeSelect } from "@treasury-plane/ui/NativeSelect";
import { Pager } from "@treasury-plane/ui/Pager";
import { SegmentedControl } from "@treasury-plane/ui/SegmentedControl";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { CircleCheck, RotateCw } from "lucide-react";
import { useState } from "react";
import type { Job, JobKind, JobState } from "../../contract";
import { useListParams } from "../../shell/use-list-params";
import { JobDrawer } from "./JobDrawer";
import { JobTable } from "./JobTable";
import { jobListQuery } from "./queries";
import { useJobActs } from "./use-job-acts";
import { useListFocus } from "./use-list-focus";
import { STATES, stateLabel } from "./words";

interface JobListProps {
  kinds: readonly JobKind[];
  refetchInterval: number | false;
}

/** Failed jobs with what can be done about them; running and waiting ones. */
export function JobList({ kinds, refetchInterval }: JobListProps) {
  const list = useListParams();
  const state = STATES.find(({ id }) => id === list.get("state"))?.id ?? "dead";
  const name = list.get("name");
  const jobs = useQuery({
    ...jobListQuery({ state, name, cursor: list.get("cursor") }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const [shown, setShown] = useState<Job | null>(null);
  const [deleted, setDeleted] = useState<Job | null>(null);
  const acts = useJobActs();
  const focus = useListFocus(deleted !== null || shown !== null);
  const failed = kinds.reduce(
    (sum, kind) => sum + (name === "" || kind.name === name ? kind.dead : 0),
    0,
  );

  return (
    <>
      <section
        {...focus}
        tabIndex={-1}
        aria-label={`${stateLabel(state)} jobs`}
        className="flex flex-col gap-4"
      >
        <div className="flex flex-wrap items-end gap-3">
          <NativeSelect
            label="Kind"
            className="w-full sm:w-64"
            options={kindOptions(kinds, name)}
            value={name}
            onChange={(next) => list.set({ name: next })}
          />
          <SegmentedControl
            label="State"
            segments={STATES}
            value={state}
            onChange={(next) => list.set({ state: next === "dead" ? null : next })}
          />
          <span className="flex-1" />
          {state === "dead" && failed > 0 && (
            <Button
              icon={<RotateCw size={14} aria-hidden="true" />}
              isPending={acts.retryAll.isPending}
              onPress={() => acts.retryAll.mutate(name)}
            >
              {name === "" ? "Retry all failed" : "Retry all of this kind"}
            </Button>
          )}
        </div>
        {jobs.data === undefined ? (
          jobs.isError ? (
            <ErrorState
              message={jobs.error.message}
              onRetry={() => void jobs.refetch()}
              isRetrying={jobs.isFetching}
            />
          ) : (
            <SkeletonRows rows={8} label="Loading jobs" />
          )
        ) : jobs.data.results.length === 0 ? (
          <NoJobs state={state} isFiltered={name !== ""} />
        ) : (
          <div className="flex flex-col gap-3">
            <JobTable
              jobs={jobs.data.results}
              state={state}
              now={jobs.dataUpdatedAt}
              isBusy={jobs.isPlaceholderData}
              retrying={acts.retry.isPending ? acts.retry.variables : null}
              onOpen={setShown}
              onRetry={(job) => acts.retry.mutate(job.id)}
              onDelete={setDeleted}
            />
            <Pager
              noun="jobs"
              shown={jobs.data.results.length}
              total={jobs.data.total_count}
              onPrevious={
                jobs.data.prev_page_results
                  ? () => list.set({ cursor: jobs.data.prev_cursor })
                  : undefined
              }
              onNext={
                jobs.data.next_page_results
                  ? () => list.set({ cursor: jobs.data.next_cursor })
                  : undefined
              }
            />
          </div>
        )}
      </section>
      <JobDrawer
        job={shown}
        now={jobs.dataUpdatedAt}
        isRetrying={acts.retry.isPending}
        onClose={() => setShown(null)}
        onRetry={(job) => acts.retry.mutate(job.id, { onSuccess: () => setShown(null) })}
        onDelete={setDeleted}
      />
      <ConfirmDialog
        isOpen={deleted !== null}
        onClose={() => setDeleted(null)}
        title="Delete this job?"
        confirmLabel="Delete"
        onConfirm={async () => {
          if (deleted) await acts.remove(deleted.id);
          setShown(null);
        }}
      >
        What {deleted?.name} had to do is not done, and nothing tries it again.
      </ConfirmDialog>
    </>
  );
}

/** Every kind, and the chosen one even when the server does not know it any more. */
function kindOptions(kinds: readonly JobKind[], chosen: string) {
  const names = kinds.map((kind) => kind.name);
  if (chosen !== "" && !names.includes(chosen)) names.push(chosen);
  return [{ id: "", label: "All kinds" }, ...names.map((id) => ({ id, label: id }))];
}

function NoJobs({ state, isFiltered }: { state: JobState; isFiltered: boolean }) {
  const of = isFiltered ? " of this kind" : "";
  return (
    <EmptyState
      icon={<CircleCheck size={20} aria-hidden="true" />}
      title={`No ${stateLabel(state).toLowerCase()} job${of}`}
    >
      {state === "dead"
        ? "A job that failed as often as it may waits here, until it is tried again or deleted."
        : state === "running"
          ? "Most jobs take less than a second."
          : "Everything that is due has been taken up."}
    </EmptyState>
  );
}
