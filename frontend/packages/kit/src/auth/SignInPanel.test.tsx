import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { AuthMethods } from "@treasury-plane/api/auth";
import { createQueryClient } from "@treasury-plane/api/queries";
import { type FakeServer, fakeServer, ok } from "@treasury-plane/api/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { SignInPanel } from "./SignInPanel";
import type { Refusal } from "./sign-in-errors";

const NOTICE = {
  version: "v1",
  title: "Government system",
  text: "First paragraph.\n\nSecond,\nwith <b>a line</b>.",
  accepted: false,
};

const METHODS: AuthMethods = {
  instance_name: "Bureau",
  version: "1",
  setup_required: false,
  password: true,
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
  magic_link: false,
  password_reset: false,
  report_url: null,
};

interface Options {
  methods?: Partial<AuthMethods>;
  refusal?: Refusal;
  onTryAgain?: () => void;
  routes?: FakeServer["routes"];
}

function show({ methods, routes, ...props }: Options = {}) {
  const server = fakeServer({
    "GET /auth/methods": () => ok({ ...METHODS, ...methods }),
    ...routes,
  });
  const onSignedIn = vi.fn();
  const panel = (more: Partial<Options>) => (
    <QueryClientProvider client={client}>
      <SignInPanel returnTo="/gsa/projects?a=1" onSignedIn={onSignedIn} {...props} {...more} />
    </QueryClientProvider>
  );
  const client = createQueryClient();
  const { rerender } = render(panel({}));
  return { server, onSignedIn, again: (more: object) => rerender(panel(more)) };
}

const controls = () => screen.queryAllByRole("link").concat(screen.queryAllByRole("textbox"));

afterEach(() => vi.unstubAllGlobals());

describe("the ways in", () => {
  it("come card first, then providers, then the password", async () => {
    show();
    const group = await screen.findByRole("group", { name: "Ways to sign in" });
    const links = within(group).getAllByRole("link");
    expect(links.map((link) => link.textContent)).toEqual([
      "Sign in with your PIV or CAC card",
      "Sign in with Login.gov",
    ]);
    const password = within(group).getByRole("textbox", { name: /E-mail/ });
    for (const link of links) {
      expect(link.compareDocumentPosition(password)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    }
    expect(password).not.toHaveFocus();
    expect(group.querySelector("img")).toBeNull();
  });

  it("lead to the server with the way back", async () => {
    show();
    const card = await screen.findByRole("link", { name: /PIV or CAC/ });
    expect(card).toHaveAttribute(
      "href",
      "/auth/piv/begin?return_to=%2Fgsa%2Fprojects%3Fa%3D1&purpose=sign_in",
    );
    expect(card).toHaveAccessibleDescription(/which certificate .* PIN of the card/);
    expect(screen.getByRole("link", { name: /Login.gov/ })).toHaveAttribute(
      "href",
      "/auth/oidc/login-gov/begin?return_to=%2Fgsa%2Fprojects%3Fa%3D1&purpose=sign_in",
    );
  });

  it("leave out what is switched off", async () => {
    show({ methods: { password: false, providers: [] } });
    await screen.findByRole("link", { name: /PIV or CAC/ });
    expect(controls()).toHaveLength(1);
  });

  it("focus the password when nothing else is there", async () => {
    show({ methods: { piv: null, providers: [] } });
    expect(await screen.findByRole("textbox", { name: /E-mail/ })).toHaveFocus();
  });

  it("say it when there is none", async () => {
    show({ methods: { piv: null, providers: [], password: false } });
    expect(await screen.findByText(/No way to sign in is switched on/)).toBeInTheDocument();
  });

  it("name a test environment and development mode", async () => {
    const sandbox = { ...METHODS.providers[0]!, preset: "login_gov_sandbox" as const };
    show({ methods: { providers: [sandbox], development: true } });
    expect(
      await screen.findByRole("link", { name: "Sign in with Login.gov (sandbox)" }),
    ).toBeVisible();
    expect(screen.getByText(/Do not enter real data/)).toBeInTheDocument();
  });
});

describe("the notice", () => {
  it("comes before every control and is remembered by the server", async () => {
    const accepted: unknown[] = [];
    const { server } = show({
      methods: { notice: NOTICE },
      routes: {
        "POST /auth/notice": (body) => {
          accepted.push(body);
          return ok();
        },
      },
    });
    expect(await screen.findByRole("heading", { name: NOTICE.title })).toBeInTheDocument();
    expect(controls()).toHaveLength(0);
    // Text, not HTML.
    expect(screen.getByText(/with <b>a line<\/b>/)).toBeInTheDocument();
    expect(document.querySelector("b")).toBeNull();

    await userEvent.click(screen.getByRole("button", { name: "I understand and agree" }));
    const group = await screen.findByRole("group", { name: "Ways to sign in" });
    expect(accepted).toEqual([{ version: "v1" }]);
    expect(server.calls).toEqual(["GET /auth/methods", "POST /auth/notice"]);
    expect(group).toHaveFocus();
    expect(controls()).toHaveLength(3);
    expect(screen.queryByRole("button", { name: "I understand and agree" })).toBeNull();
    expect(screen.getByText("Show the notice").closest("details")).not.toHaveAttribute("open");
  });

  it("stays when the server did not keep the answer", async () => {
    show({
      methods: { notice: NOTICE },
      routes: { "POST /auth/notice": () => ({ status: 500, body: {} }) },
    });
    await userEvent.click(await screen.findByRole("button", { name: "I understand and agree" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("This was not saved");
    expect(controls()).toHaveLength(0);
  });

  it("is asked again when the server forbids the password", async () => {
    let accepted = true;
    show({
      methods: { piv: null, providers: [] },
      routes: {
        "GET /auth/methods": () =>
          ok({ ...METHODS, piv: null, providers: [], notice: { ...NOTICE, accepted } }),
        "POST /auth/sign-in": () => {
          accepted = false;
          return { status: 403, body: { error: "Accept the notice first." } };
        },
      },
    });
    await userEvent.type(await screen.findByRole("textbox", { name: /E-mail/ }), "a@b.gov");
    await userEvent.type(screen.getByLabelText(/^Password/), "secret{Enter}");
    expect(await screen.findByRole("heading", { name: NOTICE.title })).toBeInTheDocument();
    expect(controls()).toHaveLength(0);
  });
});

describe("a refusal", () => {
  it("stands alone until the person tries again", async () => {
    const onTryAgain = vi.fn();
    const { server, again } = show({
      refusal: { code: "locked", reference: null },
      onTryAgain,
    });
    expect(screen.getByRole("heading", { name: /locked for a while/ })).toHaveFocus();
    expect(controls()).toHaveLength(0);
    await waitFor(() => expect(server.calls).toHaveLength(1));

    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(onTryAgain).toHaveBeenCalledOnce();
    again({ refusal: null });
    expect(await screen.findByRole("link", { name: /PIV or CAC/ })).toBeInTheDocument();
    expect(document.activeElement).not.toBe(document.body);
    // What is switched on was asked anew.
    await waitFor(() => expect(server.calls).toHaveLength(2));
  });
});

it("says that the server does not answer, and asks again", async () => {
  let isUp = false;
  show({
    routes: {
      "GET /auth/methods": () => (isUp ? ok(METHODS) : { status: 500, body: {} }),
    },
  });
  const retry = await screen.findByRole("button", { name: "Try again" });
  isUp = true;
  await userEvent.click(retry);
  expect(await screen.findByRole("link", { name: /PIV or CAC/ })).toBeInTheDocument();
});
