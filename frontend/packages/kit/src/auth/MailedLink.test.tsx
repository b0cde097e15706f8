import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeServer, ok } from "@treasury-plane/api/testing";
import { afterEach, expect, it, vi } from "vitest";
import { MailedLink } from "./MailedLink";

afterEach(() => vi.unstubAllGlobals());

it("asks for the link and does not say whether there is an account", async () => {
  const sent: unknown[] = [];
  fakeServer({
    "POST /auth/magic-link": (body) => {
      sent.push(body);
      return ok();
    },
  });
  render(<MailedLink kind="magic-link" returnTo="/gsa" onBack={vi.fn()} />);
  await userEvent.type(screen.getByLabelText(/E-mail/), " ana@example.gov ");
  await userEvent.click(screen.getByRole("button", { name: "Send me a link" }));
  expect(await screen.findByText(/If somebody with this address/)).toBeInTheDocument();
  expect(sent).toEqual([{ email: "ana@example.gov", return_to: "/gsa" }]);
});

it("says what went wrong and lets the person go back", async () => {
  fakeServer({ "POST /auth/password-reset": () => ({ status: 429, body: {} }) });
  const onBack = vi.fn();
  render(<MailedLink kind="password-reset" returnTo="/" email="a@b.gov" onBack={onBack} />);
  await userEvent.click(screen.getByRole("button", { name: "Send me a link" }));
  expect(await screen.findByRole("alert")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Back to sign-in" }));
  expect(onBack).toHaveBeenCalledOnce();
});
