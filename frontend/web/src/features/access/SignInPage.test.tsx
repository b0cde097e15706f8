import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { AuthMethods } from "@treasury-plane/api/auth";
import { createQueryClient } from "@treasury-plane/api/queries";
import { type FakeServer, fakeServer, ok } from "@treasury-plane/api/testing";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import SignInPage from "./SignInPage";

const METHODS: AuthMethods = {
  instance_name: "Bureau",
  version: "1",
  setup_required: false,
  password: true,
  piv: { begin_url: "/auth/piv/begin" },
  providers: [],
  notice: null,
  development: false,
  magic_link: false,
  password_reset: false,
  report_url: null,
};

const ME = { id: "1", email: "ana@example.gov", display_name: "Ana", preferences: {} };

function Place() {
  const { pathname, search } = useLocation();
  return <output>{pathname + search}</output>;
}

function open(path: string, routes: FakeServer["routes"] = {}) {
  fakeServer({
    "GET /auth/methods": () => ok(METHODS),
    "GET /api/v1/users/me": () => ({ status: 401, body: {} }),
    ...routes,
  });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <MemoryRouter initialEntries={[path]}>
        <Routes>
          <Route
            path="/sign-in"
            element={
              <>
                <SignInPage />
                <Place />
              </>
            }
          />
          <Route path="*" element={<Place />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

const place = () => screen.getByRole("status", { name: "" }).textContent;
const cardLink = () => screen.findByRole("link", { name: /PIV or CAC/ });

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

it("tells the server where to come back to, but never another site", async () => {
  open("/sign-in?return_to=%2Fgsa%3Fa%3D1");
  expect(await cardLink()).toHaveAttribute(
    "href",
    "/auth/piv/begin?return_to=%2Fgsa%3Fa%3D1&purpose=sign_in",
  );
});

it.each(["//evil.example", "/\\evil.example", "https://evil.example"])(
  "does not take %s along",
  async (target) => {
    open(`/sign-in?return_to=${encodeURIComponent(target)}`);
    expect(await cardLink()).toHaveAttribute(
      "href",
      "/auth/piv/begin?return_to=%2F&purpose=sign_in",
    );
  },
);

it("says where to report a vulnerability, when the operator said so", async () => {
  open("/sign-in");
  await cardLink();
  expect(screen.queryByRole("link", { name: "Report a vulnerability" })).toBeNull();
  cleanup();
  const report_url = "https://agency.gov/disclosure";
  open("/sign-in", { "GET /auth/methods": () => ok({ ...METHODS, report_url }) });
  const link = await screen.findByRole("link", { name: "Report a vulnerability" });
  expect(link).toHaveAttribute("href", report_url);
});

it("goes where the person wanted to go after the password", async () => {
  open("/sign-in?return_to=%2Fgsa", { "POST /auth/sign-in": () => ok(ME) });
  await userEvent.type(await screen.findByRole("textbox", { name: /E-mail/ }), "ana@example.gov");
  await userEvent.type(screen.getByLabelText(/^Password/), "secret{Enter}");
  await vi.waitFor(() => expect(place()).toBe("/gsa"));
});

it("shows why the last attempt failed and starts again where it was going", async () => {
  open("/sign-in?error=wrong_certificate&ref=0011aabb&return_to=%2Fgsa");
  expect(screen.getByRole("heading", { name: /not the certificate for signing in/ })).toHaveFocus();
  expect(screen.getByText("0011aabb")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(place()).toBe("/sign-in?return_to=%2Fgsa");
  expect(await cardLink()).toHaveAttribute(
    "href",
    "/auth/piv/begin?return_to=%2Fgsa&purpose=sign_in",
  );
});

it("starts again where it was going when the server does not say where that was", async () => {
  open("/sign-in?return_to=%2Fgod-mode%2Fusers");
  const link = await cardLink();
  // The browser leaves for the card; jsdom cannot.
  link.addEventListener("click", (event) => event.preventDefault());
  await userEvent.click(link);
  cleanup();
  open("/sign-in?error=no_certificate");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await cardLink()).toHaveAttribute(
    "href",
    "/auth/piv/begin?return_to=%2Fgod-mode%2Fusers&purpose=sign_in",
  );
});

it("does not trust the path it kept", async () => {
  sessionStorage.setItem("treasury-plane.return-to", "//evil.example");
  open("/sign-in?error=no_certificate");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await cardLink()).toHaveAttribute("href", "/auth/piv/begin?return_to=%2F&purpose=sign_in");
});

it("confirms signing out at a provider", async () => {
  open("/sign-in?signed_out=1");
  expect(await screen.findByText("You have signed out.")).toBeInTheDocument();
});

it("lets somebody who is signed in read the refusal, then go on", async () => {
  open("/sign-in?error=attempt_expired", { "GET /api/v1/users/me": () => ok(ME) });
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await vi.waitFor(() => expect(place()).toBe("/"));
});

it("leaves for the console as for another app", async () => {
  const replace = vi.fn();
  vi.stubGlobal("location", { ...window.location, replace });
  open("/sign-in?return_to=%2Fgod-mode%2Fusers", { "GET /api/v1/users/me": () => ok(ME) });
  await vi.waitFor(() => expect(replace).toHaveBeenCalledWith("/god-mode/users"));
});
