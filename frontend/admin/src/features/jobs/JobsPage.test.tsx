import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeServer, ok } from "@treasury-plane/api/testing";
import { Route, Routes } from "react-router";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Job, JobsOverview } from "../../contract";
import { renderPart } from "../../testing";
import JobsPage from "./JobsPage";

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

const LEADER = "aaaaaaaa-0000-4000-8000-000000000001";

function overview(change: Partial<JobsOverview> = {}): JobsOverview {
  return {
    kinds: [
      {
        name: "mail.deliver",
        about: "Hands a mail to the mail server.",
        ready: 3,
        running: 1,
        dead: 2,
        oldest_ready_at: ago(20),
        concurrency: 4,
      },
      {
        name: "sessions.purge",
        about: "Removes sessions that have ended.",
        ready: 0,
        running: 0,
        dead: 0,
        oldest_ready_at: null,
        concurrency: 1,
      },
    ],
    schedules: [
      {
        name: "sessions.purge",
        about: "Removes sessions that have ended.",
        cron: "0 15 3 * * *",
        next_run_at: ago(-7200),
        last_due_at: ago(3600),
        last_started_at: ago(3600),
        last_finished_at: ago(3599),
        last_error: "The database did not answer.",
      },
    ],
    leader: { instance_id: LEADER, expires_at: ago(-30) },
    instances: [
      {
        id: LEADER,
        host_name: "app-1",
        version: "1.2.0",
        role: "all",
        started_at: ago(86_400),
        seen_at: ago(2),
      },
      {
        id: "bbbbbbbb-0000-4000-8000-000000000002",
        host_name: "app-2",
        version: "1.2.0",
        role: "web",
        started_at: ago(86_400),
        seen_at: ago(45),
      },
    ],
    ...change,
  };
}

function job(id: number, change: Partial<Job> = {}): Job {
  return {
    id,
    name: "mail.deliver",
    about: "Hands a mail to the mail server.",
    state: "dead",
    attempts: 5,
    attempts_max: 5,
    run_at: ago(700),
    started_at: ago(650),
    died_at: ago(600),
    last_error: "Connection refused.",
    created_at: ago(4000),
    payload: { mail: 17 },
    ...change,
  };
}

const FIRST = job(11);
const SECOND = job(12, { last_error: "Mailbox is full." });

const page = (results: Job[]) => ({
  results,
  total_count: results.length,
  next_page_results: false,
  prev_page_results: false,
  next_cursor: "",
  prev_cursor: "",
});

const JOBS = "/api/v1/instance/jobs";
const DEAD = `GET ${JOBS}/list?state=dead&per_page=50`;

function show(address: string, routes: Parameters<typeof fakeServer>[0] = {}) {
  const server = fakeServer({ [`GET ${JOBS}`]: () => ok(overview()), ...routes });
  renderPart(
    <Routes>
      <Route path="/jobs/*" element={<JobsPage />} />
    </Routes>,
    address,
  );
  return server;
}

// The page reads again every few seconds; only `advanceTimersByTime` lets them pass.
beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the overview of jobs", () => {
  it("counts by kind, and each count leads to its jobs", async () => {
    show("/jobs");
    const queues = await screen.findByRole("table", { name: "Queues" });
    const row = within(queues).getByRole("row", { name: /mail\. ?deliver/ });
    expect(within(row).getByText("20 seconds ago")).toHaveAttribute("datetime");
    expect(row).toHaveTextContent("4 at once");
    expect(within(row).getByRole("link", { name: "Failed mail.deliver: 2" })).toHaveAttribute(
      "href",
      "/jobs/list?state=dead&name=mail.deliver",
    );
    expect(screen.getByRole("link", { name: "All jobs 2 failed" })).toBeInTheDocument();
  });

  it("tells the leader, and who has gone silent", async () => {
    show("/jobs");
    const instances = await screen.findByRole("table", { name: "Instances" });
    const [, first, second] = within(instances).getAllByRole("row");
    expect(first).toHaveTextContent("app-1Leader");
    expect(second).toHaveTextContent("app-2Silent");
    expect(second).toHaveTextContent("Pages only");
    expect(screen.queryByText(/No instance leads/)).not.toBeInTheDocument();
  });

  it("warns when nobody leads, or the lease has run out", async () => {
    const leader = { instance_id: LEADER, expires_at: ago(5) };
    show("/jobs", { [`GET ${JOBS}`]: () => ok(overview({ leader })) });
    expect(await screen.findByText(/No instance leads/)).toBeInTheDocument();
    expect(screen.queryByText("Leader")).not.toBeInTheDocument();
  });

  it("reads again by itself until it is paused", async () => {
    const server = show("/jobs");
    await screen.findByRole("table", { name: "Queues" });
    const before = server.calls.length;
    await vi.advanceTimersByTimeAsync(5_100);
    expect(server.calls.length).toBe(before + 1);
    await userEvent.click(screen.getByRole("button", { name: "Pause updates" }));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.calls.length).toBe(before + 1);
    expect(screen.getByRole("button", { name: "Resume updates" })).toHaveFocus();
  });

  it("keeps what it has when the server stops answering, and says so", async () => {
    const server = show("/jobs");
    await screen.findByRole("table", { name: "Queues" });
    server.routes[`GET ${JOBS}`] = () => ({ status: 500, body: {} });
    await vi.advanceTimersByTimeAsync(5_100);
    expect(await screen.findByText(/no longer up to date/)).toBeInTheDocument();
    expect(screen.getByRole("table", { name: "Queues" })).toBeInTheDocument();
  });
});

describe("failed jobs", () => {
  it("are tried again, and the keyboard goes on at the list", async () => {
    let results = [FIRST, SECOND];
    show("/jobs/list", {
      [DEAD]: () => ok(page(results)),
      [`POST ${JOBS}/${FIRST.id}/retry`]: () => {
        results = [SECOND];
        return ok();
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Retry mail.deliver 11" }));
    await vi.waitFor(() => expect(screen.queryByText("Connection refused.")).toBeNull());
    const table = screen.getByRole("table", { name: "Failed jobs" });
    expect(within(table).getAllByRole("row")).toHaveLength(2);
    expect(table).toHaveTextContent("Mailbox is full.");
    expect(screen.getByRole("region", { name: "Failed jobs" })).toHaveFocus();
  });

  it("are deleted after a question", async () => {
    let results = [FIRST];
    const server = show("/jobs/list", {
      [DEAD]: () => ok(page(results)),
      [`DELETE ${JOBS}/${FIRST.id}`]: () => {
        results = [];
        return ok();
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: /^Delete mail\.deliver/ }));
    const question = await screen.findByRole("alertdialog", { name: "Delete this job?" });
    expect(server.calls).not.toContain(`DELETE ${JOBS}/${FIRST.id}`);
    await userEvent.click(within(question).getByRole("button", { name: "Delete" }));
    expect(await screen.findByText("No failed job")).toBeInTheDocument();
    await vi.waitFor(() =>
      expect(screen.getByRole("region", { name: "Failed jobs" })).toHaveFocus(),
    );
  });

  it("show their payload and their whole error", async () => {
    show("/jobs/list", { [DEAD]: () => ok(page([FIRST])) });
    await userEvent.click(await screen.findByRole("button", { name: /^Details of/ }));
    const drawer = await screen.findByRole("dialog", { name: "Job mail.deliver" });
    expect(within(drawer).getByRole("region", { name: "Payload" })).toHaveTextContent(
      '{ "mail": 17 }',
    );
    expect(within(drawer).getByRole("region", { name: "Last error" })).toHaveTextContent(
      "Connection refused.",
    );
    expect(within(drawer).getByRole("button", { name: "Retry" })).toBeInTheDocument();
  });

  it("of one kind are tried again together; the kind is part of the address", async () => {
    const sent: unknown[] = [];
    show("/jobs/list", {
      [DEAD]: () => ok(page([FIRST, SECOND])),
      [`GET ${JOBS}/list?state=dead&name=mail.deliver&per_page=50`]: () =>
        ok(page([FIRST, SECOND])),
      [`POST ${JOBS}/retry-dead`]: (body) => {
        sent.push(body);
        return ok({ count: 2 });
      },
    });
    await screen.findByRole("button", { name: "Retry all failed" });
    await userEvent.selectOptions(screen.getByLabelText("Kind"), "mail.deliver");
    await userEvent.click(await screen.findByRole("button", { name: "Retry all of this kind" }));
    await vi.waitFor(() => expect(sent).toEqual([{ name: "mail.deliver" }]));
  });

  it("cannot be retried while they run", async () => {
    show("/jobs/list?state=running", {
      [`GET ${JOBS}/list?state=running&per_page=50`]: () =>
        ok(page([job(FIRST.id, { state: "running", started_at: ago(90), last_error: null })])),
    });
    const table = await screen.findByRole("table", { name: "Running jobs" });
    expect(table).toHaveTextContent("for 2 minutes");
    expect(screen.queryByRole("button", { name: /^Retry/ })).not.toBeInTheDocument();
  });
});

describe("the schedule", () => {
  it("is read in words, tells what failed, and runs at once", async () => {
    const server = show("/jobs/schedule", {
      "POST /api/v1/instance/schedules/sessions.purge/run": () => ok(),
    });
    const table = await screen.findByRole("table", { name: "Schedule" });
    const row = within(table).getByRole("row", { name: /sessions\. ?purge/ });
    expect(row).toHaveTextContent("Daily at 03:15 UTC");
    expect(row).toHaveTextContent("0 15 3 * * *");
    expect(row).toHaveTextContent("in 2 hours");
    expect(row).toHaveTextContent("The database did not answer.");
    await userEvent.click(within(row).getByRole("button", { name: "Run sessions.purge now" }));
    expect(server.calls).toContain("POST /api/v1/instance/schedules/sessions.purge/run");
  });
});
