import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createQueryClient } from "@treasury-plane/api/queries";
import { fakeServer, ok } from "@treasury-plane/api/testing";
import type { ActionContext } from "@treasury-plane/kit/actions/types";
import { useActionKeys } from "@treasury-plane/kit/actions/use-actions";
import { afterEach, expect, it, vi } from "vitest";
import { createSession } from "../project-session";
import { Subscription } from "./Subscription";

const BASE = "/api/v1/workspaces/gsa/projects/p1/work-items/w1";

function Keys() {
  useActionKeys({} as unknown as ActionContext, true);
  return null;
}

function open() {
  let isOn = false;
  const server = fakeServer({
    [`GET ${BASE}/subscribe`]: () => ok({ subscribed: isOn }),
    [`POST ${BASE}/subscribe`]: () => {
      isOn = true;
      return ok({ subscribed: true });
    },
    [`GET ${BASE}/subscribers`]: () =>
      ok([{ subscriber: { id: "u1", display_name: "Ana Ruiz", avatar_url: null } }]),
  });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Keys />
      <Subscription session={createSession("gsa", "p1", () => undefined)} itemId="w1" />
    </QueryClientProvider>,
  );
  return server;
}

afterEach(() => vi.unstubAllGlobals());

it("subscribes by key", async () => {
  const server = open();
  await screen.findByRole("button", { name: "Subscribe" });
  await userEvent.keyboard("{Shift>}S{/Shift}");
  expect(await screen.findByRole("button", { name: "Unsubscribe" })).toBeInTheDocument();
  expect(server.calls).toContain(`POST ${BASE}/subscribe`);
});

it("shows who is told of changes", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Subscribers" }));
  expect(await screen.findByText("Ana Ruiz")).toBeInTheDocument();
});
