import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { Page } from "@treasury-plane/api/types";
import type { Job, JobState, JobsOverview } from "../../contract";

/** How often what is on the screen is read again. */
export const REFRESH_MS = 5_000;

export const JOBS_KEY = ["instance", "jobs"] as const;

export const jobsQuery = queryOptions({
  queryKey: [...JOBS_KEY, "overview"],
  queryFn: ({ signal }) => api.get<JobsOverview>(apiPath("instance", "jobs"), { signal }),
});

export interface JobFilter {
  state: JobState;
  name: string;
  cursor: string;
}

export const jobListQuery = (filter: JobFilter) =>
  queryOptions({
    queryKey: [...JOBS_KEY, "list", filter],
    queryFn: ({ signal }) =>
      api.get<Page<Job>>(apiPath("instance", "jobs", "list"), {
        signal,
        query: { ...filter, per_page: 50 },
      }),
  });

export const retryJob = (id: number) => api.post(apiPath("instance", "jobs", id, "retry"));

/** All failed jobs of a kind; of every kind without a name. */
export const retryDead = (name: string) =>
  api.post<{ count: number }>(
    apiPath("instance", "jobs", "retry-dead"),
    name === "" ? {} : { name },
  );

export const deleteJob = (id: number) => api.del(apiPath("instance", "jobs", id));

export const runSchedule = (name: string) =>
  api.post(apiPath("instance", "schedules", name, "run"));
