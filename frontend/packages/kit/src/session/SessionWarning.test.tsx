import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { LiveAnnouncer } from "@treasury-plane/ui/LiveAnnouncer";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EndNotice } from "./EndNotice";
import { FakeSession } from "./fake-session";
import { SessionWarning } from "./SessionWarning";
import type { SessionWatch } from "./watch";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let server: FakeSession;
let watch: SessionWatch;
const onSignOut = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-25T08:00:00Z") });
  vi.stubGlobal("BroadcastChannel", undefined);
  document.title = "Home";
  server = new FakeSession();
  watch = server.watch();
});

afterEach(async () => {
  watch.signedOut();
  cleanup();
  // The dialog gives focus back in a frame of its own; it must not reach into the next test.
  await pass(SECOND);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function pass(ms: number) {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

async function show() {
  render(
    <>
      <input aria-label="Title" />
      <SessionWarning onSignOut={onSignOut} watch={watch} />
      <LiveAnnouncer />
    </>,
  );
  screen.getByLabelText("Title").focus();
  await pass(0);
}

function spoken(): string {
  const region = document.querySelector('[aria-live="assertive"]');
  expect(region?.closest('[aria-hidden="true"], [inert]')).toBeNull();
  return region?.textContent ?? "";
}

async function press(name: string) {
  fireEvent.click(screen.getByRole("button", { name }));
  await pass(0);
}

describe("the warning before the idle end", () => {
  it("is a modal alert dialog with the focus on staying, and counts down", async () => {
    await show();
    await pass(13 * MINUTE - SECOND);
    expect(screen.queryByRole("alertdialog")).toBeNull();
    await pass(SECOND);
    const dialog = screen.getByRole("alertdialog", { name: "Are you still there?" });
    expect(dialog).toHaveAccessibleDescription(/you will be signed out soon/);
    expect(screen.getByRole("button", { name: "Stay signed in" })).toHaveFocus();
    expect(screen.getByRole("timer")).toHaveTextContent("2:00");
    expect(document.title).toBe("Session ends soon · Home");
    await pass(61 * SECOND);
    expect(screen.getByRole("timer")).toHaveTextContent("0:59");
    // The page behind is out of reach.
    expect(screen.queryByRole("textbox", { name: "Title" })).toBeNull();
  });

  it("says what is left at a minute, half a minute and ten seconds, not each second", async () => {
    await show();
    await pass(13 * MINUTE);
    const said = new Set<string>();
    for (let second = 0; second < 119; second++) {
      said.add(spoken());
      await pass(SECOND);
    }
    said.delete("");
    expect([...said]).toEqual([
      "You will be signed out in 1 minute.",
      "You will be signed out in 30 seconds.",
      "You will be signed out in 10 seconds.",
    ]);
  });

  it("goes away and gives the focus back when the person stays", async () => {
    await show();
    await pass(14 * MINUTE);
    await press("Stay signed in");
    expect(server.extend).toHaveBeenCalledOnce();
    expect(screen.queryByRole("alertdialog")).toBeNull();
    await pass(SECOND);
    expect(screen.getByLabelText("Title")).toHaveFocus();
    expect(document.title).toBe("Home");
  });

  it("takes Escape as staying", async () => {
    await show();
    await pass(13 * MINUTE);
    fireEvent.keyDown(screen.getByRole("button", { name: "Stay signed in" }), { key: "Escape" });
    await pass(0);
    expect(server.extend).toHaveBeenCalledOnce();
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });

  it("says so when the server does not answer, and lets the person try again", async () => {
    await show();
    await pass(13 * MINUTE);
    server.isReachable = false;
    await press("Stay signed in");
    expect(screen.getByRole("alertdialog")).toHaveTextContent("The server did not answer");
    server.isReachable = true;
    await press("Stay signed in");
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });

  it("signs out on request", async () => {
    await show();
    await pass(13 * MINUTE);
    await press("Sign out now");
    expect(onSignOut).toHaveBeenCalledOnce();
    expect(server.extend).not.toHaveBeenCalled();
  });

  it("ends with a sentence for the sign-in page", async () => {
    await show();
    const onEnd = vi.fn();
    watch.onEnd = onEnd;
    await pass(15 * MINUTE + SECOND);
    expect(onEnd).toHaveBeenCalledOnce();
    expect(screen.queryByRole("alertdialog")).toBeNull();
    render(<EndNotice watch={watch} />);
    expect(screen.getByRole("status")).toHaveTextContent(
      "You were signed out after 15 minutes without activity.",
    );
  });
});

describe("the warning before the longest time", () => {
  beforeEach(() => {
    server.absoluteMs = 10 * MINUTE;
  });

  it("says that it cannot be extended and offers no such button", async () => {
    await show();
    await pass(8 * MINUTE);
    // After a click by assistive technology, React Aria moves focus a frame later.
    await pass(100);
    expect(screen.getByRole("alertdialog")).toHaveAccessibleDescription(/cannot be extended/);
    expect(screen.queryByRole("button", { name: "Stay signed in" })).toBeNull();
    expect(screen.getByRole("button", { name: "Finish my work" })).toHaveFocus();
  });

  it("keeps counting beside the work, and speaks, until the end", async () => {
    await show();
    await pass(8 * MINUTE);
    await press("Finish my work");
    expect(screen.queryByRole("alertdialog")).toBeNull();
    // The regular look at the server does not bring the dialog back.
    await pass(40 * SECOND);
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(screen.getByRole("timer")).toHaveTextContent("1:20");
    await pass(20 * SECOND);
    expect(spoken()).toBe("You will be signed out in 1 minute.");
    await pass(61 * SECOND);
    expect(screen.queryByRole("timer")).toBeNull();
    expect(watch.notice.getState().notice).toEqual({ cause: "absolute" });
  });
});
