import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { NotificationPreferences } from "@treasury-plane/api/notifications";
import { createQueryClient, meQuery } from "@treasury-plane/api/queries";
import { type FakeServer, fakeServer, ok } from "@treasury-plane/api/testing";
import type { Me } from "@treasury-plane/api/types";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import NotificationSettingsPage from "./NotificationSettingsPage";

const PATH = "/api/v1/users/me/notification-preferences";
const PREFERENCES: NotificationPreferences = {
  property_change: true,
  state_change: true,
  comment: true,
  mention: true,
  issue_completed: true,
  due_soon: true,
  overdue: true,
  email_digest: "soon",
  quiet_hours_enabled: true,
  quiet_from: "22:00",
  quiet_until: "07:00",
};

function open(patch: FakeServer["routes"][string]) {
  fakeServer({ [`GET ${PATH}`]: () => ok(PREFERENCES), [`PATCH ${PATH}`]: patch });
  const client = createQueryClient();
  client.setQueryData(meQuery.queryKey, {
    id: "1",
    user_timezone: "America/New_York",
    preferences: {},
  } as unknown as Me);
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter>
        <NotificationSettingsPage />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

afterEach(() => vi.unstubAllGlobals());

it("saves a switch at once", async () => {
  const sent: unknown[] = [];
  open((body) => {
    sent.push(body);
    return ok({ ...PREFERENCES, comment: false });
  });
  await userEvent.click(await screen.findByRole("switch", { name: /Comments/ }));
  expect(sent).toEqual([{ comment: false }]);
  expect(screen.getByRole("switch", { name: /Comments/ })).not.toBeChecked();
});

it("goes back when the server refuses", async () => {
  open(() => ({ status: 400, body: { error: "Not now." } }));
  await userEvent.click(await screen.findByRole("switch", { name: /Mentions/ }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Not now.");
  expect(screen.getByRole("switch", { name: /Mentions/ })).toBeChecked();
});

it("names the time zone and refuses quiet hours without length", async () => {
  open(() => ok(PREFERENCES));
  expect(await screen.findByText(/America\/New York/)).toBeInTheDocument();
  const until = screen.getByLabelText(/Until/);
  await userEvent.clear(until);
  await userEvent.type(until, "22:00");
  expect(screen.getByText("Must differ from the beginning.")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Save times" })).toBeDisabled();
});
