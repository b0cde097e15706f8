import type { InstanceRole, Job, JobState } from "../../contract";

export const STATES: readonly { id: JobState; label: string }[] = [
  { id: "dead", label: "Failed" },
  { id: "running", label: "Running" },
  { id: "ready", label: "Waiting" },
];

export function stateLabel(state: JobState): string {
  return STATES.find(({ id }) => id === state)?.label ?? state;
}

export const ROLES: Record<InstanceRole, string> = {
  all: "Pages and jobs",
  web: "Pages only",
  worker: "Jobs only",
};

/** The instant that counts for a job as it is. */
export function since(job: Job): string {
  if (job.state === "dead") return job.died_at ?? job.created_at;
  if (job.state === "running") return job.started_at ?? job.run_at;
  return job.run_at;
}
