import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeServer, ok } from "@treasury-plane/api/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderPart } from "../../testing";
import { MagicLinkMethod } from "./MagicLinkMethod";

const NAME = /^People may sign in with a link by e-mail/;

afterEach(() => vi.unstubAllGlobals());

function show(isMailReady: boolean, enabled: boolean) {
  const sent: unknown[] = [];
  fakeServer({
    "GET /api/v1/instance/mail": () => ok({ ready: isMailReady }),
    "PATCH /api/v1/instance/authentication": (body) => {
      sent.push(body);
      return ok({ magic_link: { enabled: !enabled } });
    },
  });
  renderPart(<MagicLinkMethod magicLink={{ enabled }} />);
  return sent;
}

describe("magic links", () => {
  it("are switched on when mail is ready", async () => {
    const sent = show(true, false);
    await vi.waitFor(() => expect(screen.getByRole("switch", { name: NAME })).toBeEnabled());
    await userEvent.click(screen.getByRole("switch", { name: NAME }));
    await vi.waitFor(() => expect(sent).toEqual([{ magic_link_enabled: true }]));
  });

  it("say why they cannot be switched on, and where to mend it", async () => {
    show(false, false);
    expect(await screen.findByText(/Mail is not ready, so links could not be sent/)).toBeVisible();
    expect(screen.getByRole("link", { name: "Set up e-mail" })).toHaveAttribute("href", "/email");
    expect(screen.getByRole("switch", { name: NAME })).toBeDisabled();
  });

  it("can be switched off without mail", async () => {
    const sent = show(false, true);
    expect(await screen.findByText(/no link is sent/)).toBeVisible();
    await userEvent.click(screen.getByRole("switch", { name: NAME }));
    await vi.waitFor(() => expect(sent).toEqual([{ magic_link_enabled: false }]));
  });
});
