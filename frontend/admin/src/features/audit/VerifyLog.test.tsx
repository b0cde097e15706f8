import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeServer, ok } from "@treasury-plane/api/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderPart } from "../../testing";
import type { Verification } from "./queries";
import { VerifyLog } from "./VerifyLog";

afterEach(() => vi.unstubAllGlobals());

async function verify(answer: Partial<Verification>) {
  fakeServer({
    "POST /api/v1/instance/audit/verify": () =>
      ok({
        passed: true,
        entries: 1200,
        checkpoints: 3,
        last_checkpoint_at: null,
        problem_count: 0,
        problems: [],
        ...answer,
      }),
  });
  renderPart(<VerifyLog from="2026-11-01" to="" />);
  await userEvent.click(screen.getByRole("button", { name: "Verify the log" }));
}

describe("the audit log", () => {
  it("is whole", async () => {
    await verify({});
    expect(
      await screen.findByText(/The log is whole: 1,200 entries and 3 checkpoints verified/),
    ).toBeInTheDocument();
  });

  it("names what was changed, and how much more there is", async () => {
    await verify({
      passed: false,
      problem_count: 40,
      problems: [
        { entry_id: 17, what: "The hash does not fit the entry." },
        { entry_id: null, what: "A checkpoint is missing." },
      ],
    });
    const items = await screen.findAllByRole("listitem");
    expect(items.map((item) => item.textContent)).toEqual([
      "Entry 17: The hash does not fit the entry.",
      "A checkpoint is missing.",
      "and 38 more.",
    ]);
  });

  it("is exported for the days that are chosen", async () => {
    await verify({});
    expect(screen.getByRole("link", { name: "Export CEF" })).toHaveAttribute(
      "href",
      "/api/v1/instance/audit/export?format=cef&from=2026-11-01T00%3A00%3A00Z",
    );
  });
});
