import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { Me } from "@treasury-plane/api/types";
import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeSession } from "./fake-session";
import { LastSignIn } from "./LastSignIn";
import type { SessionWatch } from "./watch";

const me = {
  previous_login_at: "2026-11-24T15:05:00Z",
  previous_login_ip: "192.0.2.17",
} as Me;

let watch: SessionWatch;

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal("BroadcastChannel", undefined);
});

afterEach(() => {
  watch.signedOut();
  vi.unstubAllGlobals();
});

/** A page of a session that was opened then. */
async function load(openedAt: string, person: Me = me) {
  vi.setSystemTime(openedAt);
  const server = new FakeSession();
  vi.useRealTimers();
  server.lastSeen = Date.now();
  server.absoluteMs = 1e11;
  watch = server.watch();
  const page = render(
    <StrictMode>
      <LastSignIn me={person} securityHref="/settings/security" watch={watch} />
    </StrictMode>,
  );
  await act(async () => {
    watch.start();
  });
  return page;
}

const banner = () => screen.queryByRole("region", { name: "Last sign-in" });

describe("the last sign-in", () => {
  it("is shown with date, time and address, and a way to the sessions", async () => {
    await load("2026-11-25T08:00:01Z");
    expect(banner()).toHaveTextContent(/Last sign-in: .*2026.* from 192\.0\.2\.17\./);
    expect(screen.getByRole("link", { name: /See your sessions/ })).toHaveAttribute(
      "href",
      "/settings/security",
    );
    await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(banner()).toBeNull();
  });

  it("is shown once for each sign-in", async () => {
    const first = await load("2026-11-25T08:00:02Z");
    expect(banner()).not.toBeNull();
    first.unmount();
    const reload = await load("2026-11-25T08:00:02Z");
    expect(banner()).toBeNull();
    reload.unmount();
    await load("2026-11-25T09:00:00Z");
    expect(banner()).not.toBeNull();
  });

  it("is not shown again by another tab of the browser", async () => {
    localStorage.setItem("treasury-plane.last-sign-in", "2026-11-25T08:00:05.000Z");
    await load("2026-11-25T08:00:05.000Z");
    expect(watch.state.getState().phase).toBe("active");
    expect(banner()).toBeNull();
  });

  it("is not shown at the first", async () => {
    await load("2026-11-25T08:00:03Z", { ...me, previous_login_at: null });
    expect(banner()).toBeNull();
  });

  it("is shown where the browser keeps nothing, and leaves out an unknown address", async () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new Error("blocked");
    });
    await load("2026-11-25T08:00:04Z", { ...me, previous_login_ip: "" });
    expect(banner()).not.toBeNull();
    expect(banner()).not.toHaveTextContent("from");
  });
});
