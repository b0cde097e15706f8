import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createQueryClient } from "@treasury-plane/api/queries";
import { type FakeServer, fakeServer, ok } from "@treasury-plane/api/testing";
import type { Webhook } from "@treasury-plane/api/webhooks";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import WebhookPage from "./WebhookPage";
import WebhooksPage from "./WebhooksPage";

const AT = "2026-11-25T10:00:00Z";
const WEBHOOK: Webhook = {
  id: "w1",
  url: "https://hooks.example.gov/plane",
  is_active: true,
  project: false,
  issue: true,
  cycle: false,
  module: false,
  issue_comment: true,
  paused_at: null,
  pause_reason: null,
  secret_rotated_at: null,
  previous_secret_until: null,
  created_at: AT,
  updated_at: AT,
  workspace: "ws1",
};
const DELIVERY = {
  id: "d1",
  event: "issue",
  action: "created",
  state: "failed",
  attempts: 8,
  response_status: 500,
  duration_ms: 12,
  last_error: "The receiver answered 500.",
  created_at: AT,
  delivered_at: null,
  next_attempt_at: null,
  redelivery_of: null,
};
const page = (results: unknown[]) => ({
  results,
  total_results: results.length,
  next_page_results: false,
  prev_page_results: false,
});
const BASE = "/api/v1/workspaces/gsa/webhooks";

function open(path: string, routes: FakeServer["routes"] = {}, role = 20) {
  const server = fakeServer({
    "GET /api/v1/workspaces/gsa": () => ok({ id: "ws1", slug: "gsa", name: "GSA", role }),
    [`GET ${BASE}`]: () => ok([]),
    [`GET ${BASE}/w1`]: () => ok(WEBHOOK),
    [`GET ${BASE}/w1/deliveries?per_page=20`]: () => ok(page([DELIVERY])),
    ...routes,
  });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <MemoryRouter initialEntries={[path]}>
        <Routes>
          <Route path="/:ws/settings/webhooks" element={<WebhooksPage />} />
          <Route path="/:ws/settings/webhooks/:id" element={<WebhookPage />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return server;
}

afterEach(() => vi.unstubAllGlobals());

it("shows the secret of a new webhook once", async () => {
  let made: unknown;
  open("/gsa/settings/webhooks", {
    [`POST ${BASE}`]: (body) => {
      made = body;
      return { status: 201, body: { ...WEBHOOK, secret_key: "plane_wh_1" } };
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: "New webhook" }));
  const dialog = await screen.findByRole("dialog", { name: "New webhook" });
  const address = within(dialog).getByLabelText(/Address/);
  await userEvent.clear(address);
  await userEvent.type(address, WEBHOOK.url);
  await userEvent.click(within(dialog).getByRole("checkbox", { name: "Projects" }));
  await userEvent.click(within(dialog).getByRole("button", { name: "Create" }));
  const secret = await screen.findByRole("dialog", { name: "Copy the secret now" });
  expect(within(secret).getByLabelText("Secret")).toHaveValue("plane_wh_1");
  expect(made).toMatchObject({ url: WEBHOOK.url, issue: true, issue_comment: true, project: true });
  await userEvent.click(within(secret).getByRole("button", { name: "Done" }));
  expect(screen.queryByDisplayValue("plane_wh_1")).not.toBeInTheDocument();
});

it("puts what the server refuses under the address", async () => {
  open("/gsa/settings/webhooks", {
    [`POST ${BASE}`]: () => ({ status: 400, body: { url: ["Must be a public address."] } }),
  });
  await userEvent.click(await screen.findByRole("button", { name: "New webhook" }));
  await userEvent.type(await screen.findByLabelText(/Address/), "localhost");
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  expect(await screen.findByText("Must be a public address.")).toBeInTheDocument();
});

it("is for administrators", async () => {
  const server = open("/gsa/settings/webhooks", {}, 15);
  expect(await screen.findByText(/Only administrators/)).toBeInTheDocument();
  expect(server.calls).not.toContain(`GET ${BASE}`);
});

it("sends a failed message again", async () => {
  const server = open("/gsa/settings/webhooks/w1", {
    [`GET ${BASE}/w1/deliveries/d1`]: () =>
      ok({
        ...DELIVERY,
        request_headers: {},
        request_body: '{"event": "issue"}',
        response_headers: {},
        response_body: "oops",
      }),
    [`POST ${BASE}/w1/deliveries/d1/redeliver`]: () => ({ status: 201, body: DELIVERY }),
  });
  await userEvent.click(await screen.findByRole("button", { name: /Work item created/ }));
  const drawer = await screen.findByRole("dialog", { name: "Message" });
  expect(await within(drawer).findByText("oops")).toBeInTheDocument();
  expect(within(drawer).getByText("The receiver answered 500.")).toBeInTheDocument();
  await userEvent.click(within(drawer).getByRole("button", { name: "Send again" }));
  expect(server.calls).toContain(`POST ${BASE}/w1/deliveries/d1/redeliver`);
});

it("tells why it is paused and switches it on again", async () => {
  let sent: unknown;
  open("/gsa/settings/webhooks/w1", {
    [`GET ${BASE}/w1`]: () =>
      ok({ ...WEBHOOK, is_active: false, paused_at: AT, pause_reason: "It answered 500." }),
    [`PATCH ${BASE}/w1`]: (body) => {
      sent = body;
      return ok(WEBHOOK);
    },
  });
  expect(await screen.findByRole("alert")).toHaveTextContent("It answered 500.");
  await userEvent.click(screen.getByRole("switch", { name: /Send messages/ }));
  expect(sent).toEqual({ is_active: true });
});
