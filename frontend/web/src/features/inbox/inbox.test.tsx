import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { Notification } from "@treasury-plane/api/notifications";
import { createQueryClient } from "@treasury-plane/api/queries";
import { type FakeServer, fakeServer, ok } from "@treasury-plane/api/testing";
import type { ActionContext } from "@treasury-plane/kit/actions/types";
import { useActionKeys } from "@treasury-plane/kit/actions/use-actions";
import { ToastRegion } from "@treasury-plane/ui/Toast";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import InboxPage from "./InboxPage";

vi.mock("../work-items/detail/ItemEmbed", () => ({
  ItemEmbed: ({ itemId }: { itemId: string }) => <p>Item {itemId}</p>,
}));

const BASE = "/api/v1/workspaces/gsa/users/notifications";

function notification(n: number, over: Partial<Notification> = {}): Notification {
  return {
    id: `n${n}`,
    created_at: "2026-11-25T10:00:00Z",
    updated_at: "2026-11-25T10:00:00Z",
    triggered_by_details: null,
    is_mentioned_notification: false,
    data: {},
    entity_identifier: `item${n}`,
    entity_name: "issue",
    receiver: "u1",
    title: `Change ${n}`,
    message_stripped: "",
    sender: "in_app:issue_activities:assigned",
    read_at: null,
    snoozed_till: null,
    archived_at: null,
    project: "p1",
    workspace: "ws1",
    triggered_by: null,
    ...over,
  };
}

function Keys() {
  useActionKeys({ navigate: () => {} } as unknown as ActionContext, true);
  return null;
}

function open(routes: FakeServer["routes"] = {}) {
  let list = [notification(1), notification(2), notification(3)];
  const page = () => ok({ results: list, total_results: list.length, next_page_results: false });
  const server = fakeServer({
    [`GET ${BASE}?per_page=30`]: page,
    [`GET ${BASE}/unread`]: () =>
      ok({ total_unread_notifications_count: list.length, mention_unread_notifications_count: 0 }),
    [`POST ${BASE}/n1/archive`]: () => {
      list = list.filter(({ id }) => id !== "n1");
      return ok({});
    },
    [`DELETE ${BASE}/n1/archive`]: () => {
      list = [notification(1), ...list];
      return ok({});
    },
    [`POST ${BASE}/n1/read`]: () => ok({}),
    ...routes,
  });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <MemoryRouter initialEntries={["/gsa/notifications"]}>
        <Keys />
        <ToastRegion />
        <Routes>
          <Route path="/:ws/notifications" element={<InboxPage />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return server;
}

const card = (n: number) => screen.findByRole("button", { name: `Unread: Change ${n}` });

afterEach(() => vi.unstubAllGlobals());

it("opens the item beside the list and marks it as read", async () => {
  const server = open();
  await userEvent.click(await card(1));
  expect(await screen.findByText("Item item1")).toBeInTheDocument();
  expect(server.calls).toContain(`POST ${BASE}/n1/read`);
});

it("is walked through and cleared by keys, and what leaves can be brought back", async () => {
  const server = open();
  await card(1);
  await userEvent.keyboard("j");
  expect(await card(1)).toHaveFocus();
  await userEvent.keyboard("e");
  await waitFor(async () => expect(await card(2)).toHaveFocus());
  expect(server.calls).toContain(`POST ${BASE}/n1/archive`);
  expect(screen.queryByRole("button", { name: "Unread: Change 1" })).not.toBeInTheDocument();
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await card(1)).toBeInTheDocument();
});

it("moves by arrows and opens by Enter while a notification has the focus", async () => {
  const server = open();
  (await card(1)).focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
  expect(await card(2)).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByText("Item item2")).toBeInTheDocument();
  expect(server.calls).toContain(`POST ${BASE}/n2/read`);
});

it("sends to sleep until a time", async () => {
  let sent: { snoozed_till?: string } = {};
  open({
    [`PATCH ${BASE}/n2`]: (body) => {
      sent = body as typeof sent;
      return ok({});
    },
  });
  await card(2);
  await userEvent.keyboard("jj");
  expect(await card(2)).toHaveFocus();
  await userEvent.keyboard("h");
  const dialog = await screen.findByRole("dialog", { name: "Snooze" });
  await userEvent.click(within(dialog).getByRole("button", { name: /One week/ }));
  const days = (Date.parse(sent.snoozed_till ?? "") - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(7);
});

it("narrows by the address", async () => {
  const server = open({
    [`GET ${BASE}?per_page=30&mentioned=true`]: () =>
      ok({ results: [], total_results: 0, next_page_results: false }),
  });
  await userEvent.click(await screen.findByRole("button", { name: /Mentions/ }));
  expect(await screen.findByText("Nothing that the filter lets through.")).toBeInTheDocument();
  expect(server.calls).toContain(`GET ${BASE}?per_page=30&mentioned=true`);
});
