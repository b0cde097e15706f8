import { expect, expectAccessible, test } from "../support/fixtures.ts";

interface Overview {
  schedules: { name: string; last_finished_at: string | null; last_error: string | null }[];
}

test("an administrator sees the queues and starts what is scheduled", async ({ ana, api }) => {
  const last = async () => {
    const { schedules } = await api.get<Overview>("/api/v1/instance/jobs");
    return schedules.find(({ name }) => name === "purge_cache");
  };
  await ana.goto("/god-mode/general");
  await ana.getByRole("link", { name: "Jobs" }).click();
  await expect(ana.getByRole("heading", { name: "Jobs", level: 1 })).toBeVisible();
  const queues = ana.getByRole("table", { name: "Queues" });
  await expect(queues.getByRole("row", { name: /purge_cache/ })).toBeVisible();
  const instances = ana.getByRole("table", { name: "Instances" });
  await expect(instances.getByText("Leader")).toBeVisible({ timeout: 30_000 });
  await expectAccessible(ana);

  await ana.getByRole("link", { name: /^Schedule/ }).click();
  await expect(ana).toHaveURL(/\/god-mode\/jobs\/schedule$/);
  const row = ana
    .getByRole("table", { name: "Schedule" })
    .getByRole("row", { name: /purge_cache/ });
  await expect(row).toContainText("Every 5 minutes");
  await expectAccessible(ana);
  const before = await last();
  await row.getByRole("button", { name: "Run purge_cache now" }).press("Enter");
  await expect(ana.getByText("purge_cache is queued")).toBeVisible();
  await expect
    .poll(async () => (await last())?.last_finished_at, { timeout: 30_000 })
    .not.toBe(before?.last_finished_at ?? null);
  expect((await last())?.last_error).toBeNull();
  await expect(row).toContainText(/now|seconds? ago/, { timeout: 20_000 });
  await expect(row.getByRole("button", { name: "Run purge_cache now" })).toBeFocused();
});

test("jobs are filtered in the address, and updates can be paused", async ({ ana }) => {
  await ana.goto("/god-mode/jobs/list?name=purge_cache");
  await expect(ana.getByText("No failed job of this kind")).toBeVisible();
  await expectAccessible(ana);
  await ana.getByRole("radiogroup", { name: "State" }).getByText("Running").click();
  await expect(ana).toHaveURL(/state=running/);
  await ana.getByLabel("Kind").selectOption("purge_sessions");
  await expect(ana).toHaveURL(/name=purge_sessions/);
  await expect(ana.getByText("No running job of this kind")).toBeVisible();
  await ana.reload();
  await expect(ana.getByLabel("Kind")).toHaveValue("purge_sessions");
  await expect(ana.getByRole("radio", { name: "Running" })).toBeChecked();
  await ana.getByRole("button", { name: "Pause updates" }).press("Enter");
  await expect(ana.getByRole("button", { name: "Resume updates" })).toBeFocused();
  await expectAccessible(ana);
});

test("only administrators see the jobs", async ({ ben, complaints }) => {
  complaints.expect(/status of 403/);
  await ben.goto("/god-mode/jobs");
  await expect(
    ben.getByRole("heading", { name: "You have no access to administration" }),
  ).toBeVisible();
  const refused = await ben.request.get("/api/v1/instance/jobs");
  expect(refused.status()).toBe(403);
});
