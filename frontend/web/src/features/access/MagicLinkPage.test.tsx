import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createQueryClient } from "@treasury-plane/api/queries";
import { type FakeServer, fakeServer, ok } from "@treasury-plane/api/testing";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import MagicLinkPage from "./MagicLinkPage";

const ME = { id: "1", email: "ana@example.gov", display_name: "Ana", preferences: {} };
const METHODS = { password: true, piv: null, providers: [], notice: null, magic_link: true };

function open(path: string, routes: FakeServer["routes"] = {}) {
  const server = fakeServer({ "GET /auth/methods": () => ok(METHODS), ...routes });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <MemoryRouter initialEntries={[path]}>
        <Routes>
          <Route path="/sign-in/link" element={<MagicLinkPage />} />
          <Route path="/gsa" element={<p>There</p>} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return server;
}

afterEach(() => vi.unstubAllGlobals());

it("uses the link only when the button is pressed, and goes on", async () => {
  const server = open("/sign-in/link?token=t1&return_to=%2Fgsa", {
    "POST /auth/magic-link/redeem": (body) => {
      expect(body).toEqual({ token: "t1" });
      return ok(ME);
    },
  });
  const button = await screen.findByRole("button", { name: "Sign in" });
  expect(server.calls).not.toContain("POST /auth/magic-link/redeem");
  await userEvent.click(button);
  expect(await screen.findByText("There")).toBeInTheDocument();
});

it("says that a used link does not work", async () => {
  open("/sign-in/link?token=t1", {
    "POST /auth/magic-link/redeem": () => ({
      status: 400,
      body: { error: "The link was used already or has expired." },
    }),
  });
  await userEvent.click(await screen.findByRole("button", { name: "Sign in" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("used already");
  expect(screen.getByRole("link", { name: "Go to sign-in" })).toBeInTheDocument();
});
