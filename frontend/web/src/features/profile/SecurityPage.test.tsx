import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createQueryClient } from "@treasury-plane/api/queries";
import { type FakeServer, fakeServer, ok } from "@treasury-plane/api/testing";
import { ToastRegion } from "@treasury-plane/ui/Toast";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";
import { afterEach, describe, expect, it, vi } from "vitest";
import SecurityPage from "./SecurityPage";

const ME = { id: "1", email: "ana@example.gov", display_name: "Ana", preferences: {} };

const METHODS = {
  instance_name: "Bureau",
  version: "1",
  setup_required: false,
  password: false,
  piv: { begin_url: "/auth/piv/begin" },
  providers: [
    {
      slug: "login-gov",
      name: "Login.gov",
      preset: "login_gov",
      begin_url: "/auth/oidc/login-gov/begin",
    },
  ],
  notice: null,
  development: false,
};

const identity = {
  id: "i1",
  method: "piv",
  provider_name: null,
  kind: "dod_edipi",
  label: "1234567890",
  trust_domain: "dod",
  created_at: "2026-10-01T10:00:00Z",
  last_used_at: null,
};

const card = {
  id: "c1",
  subject: "CN=RUIZ.ANA.1234567890,OU=<b>DoD</b>,C=US",
  issuer: "CN=DOD ID CA-70,C=US",
  serial: "0a4f2bc3",
  card_uuid: null,
  not_before: "2025-01-01T00:00:00Z",
  not_after: "2999-01-01T00:00:00Z",
  first_seen_at: "2026-10-01T10:00:00Z",
  last_seen_at: "2026-11-24T10:00:00Z",
  blocked_at: null as string | null,
};

const session = {
  id: "s1",
  created_at: "2026-11-25T01:00:00Z",
  authenticated_at: "2026-11-25T01:00:00Z",
  current: true,
  expires_at: "2026-11-25T13:00:00Z",
  ip_address: "192.0.2.17",
  last_seen_at: "2026-11-25T02:00:00Z",
  user_agent: "Mozilla/5.0 (Windows NT 10.0) Chrome/146.0",
  method: "piv",
};

function Place() {
  const { pathname, search } = useLocation();
  return <p data-testid="place">{pathname + search}</p>;
}

async function open(query = "", routes: FakeServer["routes"] = {}) {
  const server = fakeServer({
    "GET /auth/methods": () => ok(METHODS),
    "GET /api/v1/users/me": () => ok(ME),
    "GET /api/v1/users/me/identities": () => ok({ identities: [identity], cards: [card] }),
    "GET /api/v1/users/me/sessions": () => ok([session, { ...session, id: "s2", current: false }]),
    ...routes,
  });
  const client = createQueryClient();
  client.setQueryData(["me"], ME as never);
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[`/settings/security${query}`]}>
        <Place />
        <main>
          <Routes>
            <Route path="/settings/security" element={<SecurityPage />} />
            <Route path="*" element={null} />
          </Routes>
        </main>
      </MemoryRouter>
      <ToastRegion />
    </QueryClientProvider>,
  );
  await screen.findByText("1234567890", { selector: "p" }).catch(() => null);
  return server;
}

const place = () => screen.getByTestId("place").textContent;
const dialog = () => screen.getByRole("alertdialog");
const region = (name: string) => within(screen.getByRole("region", { name }));

afterEach(() => vi.unstubAllGlobals());

describe("ways to sign in", () => {
  it("can be added by proving them now", async () => {
    await open();
    const add = region("Ways to sign in").getByRole("link", { name: "Add your PIV or CAC card" });
    expect(add).toHaveAttribute("href", "/auth/piv/begin?purpose=link");
    expect(add).toHaveAccessibleDescription(/first minutes after signing in/);
    expect(screen.getByRole("link", { name: "Add Login.gov" })).toHaveAttribute(
      "href",
      "/auth/oidc/login-gov/begin?purpose=link",
    );
  });

  it("are removed after a question", async () => {
    const server = await open("", {
      "DELETE /api/v1/users/me/identities/i1": () => {
        server.routes["GET /api/v1/users/me/identities"] = () => ok({ identities: [], cards: [] });
        return ok();
      },
    });
    const name = "Remove PIV or CAC card 1234567890";
    await userEvent.click(screen.getByRole("button", { name }));
    expect(server.calls).not.toContain("DELETE /api/v1/users/me/identities/i1");
    await userEvent.click(within(dialog()).getByRole("button", { name: "Remove" }));
    expect(await screen.findByText(/No card and no sign-in service is linked/)).toBeInTheDocument();
    expect(server.calls).toContain("DELETE /api/v1/users/me/identities/i1");
  });

  it("keep the last one, in the server's words", async () => {
    await open("", {
      "DELETE /api/v1/users/me/identities/i1": () => ({
        status: 409,
        body: { error: "This is your last way in." },
      }),
    });
    await userEvent.click(screen.getByRole("button", { name: /^Remove PIV/ }));
    await userEvent.click(within(dialog()).getByRole("button", { name: "Remove" }));
    expect(await within(dialog()).findByRole("alert")).toHaveTextContent("your last way in");
    await userEvent.click(within(dialog()).getByRole("button", { name: "Cancel" }));
    expect(region("Ways to sign in").getByText("1234567890")).toBeInTheDocument();
  });
});

describe("cards", () => {
  it("show what is on them as text, and can be blocked", async () => {
    const server = await open("", {
      "POST /api/v1/users/me/cards/c1/block": () => {
        const blocked = { ...card, blocked_at: "2026-11-25T02:00:00Z" };
        server.routes["GET /api/v1/users/me/identities"] = () =>
          ok({ identities: [identity], cards: [blocked] });
        return ok();
      },
    });
    const cards = region("Cards");
    expect(cards.getByText(card.subject)).toBeInTheDocument();
    expect(document.querySelector("dd b")).toBeNull();
    expect(cards.getByText("0a4f2bc3")).toBeInTheDocument();
    await userEvent.click(cards.getByRole("button", { name: /^Block the card of RUIZ/ }));
    expect(dialog()).toHaveTextContent(/You cannot undo this yourself/);
    await userEvent.click(within(dialog()).getByRole("button", { name: "Block the card" }));
    expect(await region("Cards").findAllByText("Blocked")).not.toHaveLength(0);
    expect(region("Cards").queryByRole("button", { name: /^Block/ })).toBeNull();
  });

  it("are not mentioned to somebody who has none", async () => {
    await open("", {
      "GET /api/v1/users/me/identities": () => ok({ identities: [identity], cards: [] }),
    });
    expect(screen.queryByRole("region", { name: "Cards" })).toBeNull();
  });
});

it("shows how and from where each session was opened", async () => {
  await open();
  const row = await region("Sessions").findByText("This browser");
  expect(row.closest("li")).toHaveTextContent(
    /PIV or CAC card · 192\.0\.2\.17 · active .* · since/,
  );
});

it("has no password form where passwords are switched off", async () => {
  await open();
  expect(screen.queryByRole("region", { name: "Password" })).toBeNull();
});

describe("the answer to adding a way in", () => {
  it("is said once", async () => {
    await open("?linked=1");
    expect(screen.getByText(/You can sign in with it from now on/)).toBeInTheDocument();
    expect(place()).toBe("/settings/security");
  });

  it("is a refusal in plain words", async () => {
    await open("?error=identity_conflict&ref=0011aabb");
    const heading = screen.getByRole("heading", { name: /belongs to another account/ });
    expect(heading).toHaveFocus();
    expect(screen.getByText("0011aabb")).toBeInTheDocument();
    expect(place()).toBe("/settings/security");
    await userEvent.click(screen.getByRole("button", { name: "Close" }));
    expect(heading).not.toBeInTheDocument();
  });

  it("offers to sign in again where that is what is missing, and leads back", async () => {
    const server = await open("?error=fresh_sign_in_required", {
      "POST /auth/sign-out": () => ok({ logout_url: null }),
    });
    await userEvent.click(screen.getByRole("button", { name: "Sign in again" }));
    expect(server.calls).toContain("POST /auth/sign-out");
    await vi.waitFor(() => expect(place()).toBe("/sign-in?return_to=%2Fsettings%2Fsecurity"));
  });
});
