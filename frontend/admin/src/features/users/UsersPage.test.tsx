import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeServer, ok } from "@treasury-plane/api/testing";
import type { InstanceUser } from "@treasury-plane/api/types";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderPart } from "../../testing";
import { IdentitiesDialog } from "./IdentitiesDialog";
import UsersPage from "./UsersPage";

const jane: InstanceUser = {
  id: "11111111-1111-4111-8111-111111111111",
  email: "jane.doe@agency.gov",
  email_is_placeholder: false,
  first_name: "Jane",
  last_name: "Doe",
  display_name: "Jane Doe",
  is_active: true,
  is_instance_admin: false,
  is_pending: true,
  methods: ["piv"],
  last_login_at: null,
  created_at: "2026-11-24T10:00:00Z",
  workspace_count: 0,
};

const page = (results: unknown[]) => ({
  results,
  total_count: results.length,
  next_page_results: false,
  prev_page_results: false,
  next_cursor: "",
  prev_cursor: "",
});

const PENDING = "GET /api/v1/instance/users?status=pending&per_page=50";
const USER = `/api/v1/instance/users/${jane.id}`;

afterEach(() => vi.unstubAllGlobals());

describe("people who wait", () => {
  it("are approved after a question", async () => {
    let isPending = true;
    const server = fakeServer({
      [PENDING]: () => ok(page(isPending ? [jane] : [])),
      [`POST ${USER}/approve`]: () => {
        isPending = false;
        return ok({ ...jane, is_pending: false });
      },
    });
    renderPart(<UsersPage />, "/users?status=pending");
    expect(await screen.findByText("Waiting for approval", { selector: "td *" })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: `Actions for ${jane.email}` }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Approve…" }));
    const question = await screen.findByRole("alertdialog", { name: "Approve this person?" });
    expect(server.calls).not.toContain(`POST ${USER}/approve`);
    await userEvent.click(within(question).getByRole("button", { name: "Approve" }));
    expect(await screen.findByText("No users here")).toBeInTheDocument();
    expect(server.calls).toContain(`POST ${USER}/approve`);
  });

  it("have cards that can be blocked and unblocked", async () => {
    let blocked_at: string | null = null;
    const card = {
      id: "22222222-2222-4222-8222-222222222222",
      subject: "CN=JANE DOE",
      issuer: "CN=Agency CA",
      serial: "0a1b",
      card_uuid: null,
      not_before: "2026-01-01T00:00:00Z",
      not_after: "2029-01-01T00:00:00Z",
      first_seen_at: "2026-11-24T10:00:00Z",
      last_seen_at: "2026-11-24T10:00:00Z",
    };
    fakeServer({
      [`GET ${USER}/identities`]: () => ok({ identities: [], cards: [{ ...card, blocked_at }] }),
      [`POST ${USER}/cards/${card.id}/block`]: () => {
        blocked_at = "2026-11-25T10:00:00Z";
        return ok();
      },
      [`POST ${USER}/cards/${card.id}/unblock`]: () => {
        blocked_at = null;
        return ok();
      },
    });
    renderPart(<IdentitiesDialog user={jane} onClose={vi.fn()} />);
    await userEvent.click(await screen.findByRole("button", { name: /^Block…/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Block the card" }));
    await userEvent.click(await screen.findByRole("button", { name: /^Unblock…/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Unblock the card" }));
    expect(await screen.findByRole("button", { name: /^Block…/ })).toBeInTheDocument();
  });
});
