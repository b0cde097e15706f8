import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { BrowserRouter, Link, Route, Routes } from "react-router";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { watchHistory } from "./history-guard";
import { UnsavedGuard } from "./UnsavedGuard";

function Site({ isDirty }: { isDirty: boolean }) {
  return (
    <BrowserRouter basename="/god-mode">
      <Routes>
        <Route path="/before" element={<Link to="/form">To the form</Link>} />
        <Route
          path="/form"
          element={
            <>
              <h1>Form</h1>
              <Link to="/after?x=1">Away</Link>
              <Link to="/form?cursor=2">Next page</Link>
              <UnsavedGuard isDirty={isDirty} />
            </>
          }
        />
        <Route path="/after" element={<h1>After</h1>} />
      </Routes>
    </BrowserRouter>
  );
}

// As the console does at its start.
beforeAll(watchHistory);
beforeEach(() => history.replaceState(null, "", "/god-mode/before"));

async function openForm(isDirty: boolean) {
  render(<Site isDirty={isDirty} />);
  await userEvent.click(screen.getByRole("link", { name: "To the form" }));
  expect(screen.getByRole("heading", { name: "Form" })).toBeInTheDocument();
}

const question = () => screen.findByRole("alertdialog", { name: "Leave without saving?" });

describe("unsaved changes", () => {
  it("are asked about before a link is followed", async () => {
    await openForm(true);
    await userEvent.click(screen.getByRole("link", { name: "Away" }));
    await userEvent.click(within(await question()).getByRole("button", { name: "Cancel" }));
    expect(screen.getByRole("heading", { name: "Form" })).toBeInTheDocument();
    await userEvent.click(screen.getByRole("link", { name: "Away" }));
    await userEvent.click(within(await question()).getByRole("button", { name: "Leave" }));
    expect(await screen.findByRole("heading", { name: "After" })).toBeInTheDocument();
    expect(location.pathname + location.search).toBe("/god-mode/after?x=1");
  });

  it("are asked about before going back", async () => {
    await openForm(true);
    history.back();
    await userEvent.click(within(await question()).getByRole("button", { name: "Cancel" }));
    expect(location.pathname).toBe("/god-mode/form");
    history.back();
    await userEvent.click(within(await question()).getByRole("button", { name: "Leave" }));
    expect(await screen.findByRole("link", { name: "To the form" })).toBeInTheDocument();
    expect(location.pathname).toBe("/god-mode/before");
  });

  it("stay where the page stays, so nothing is asked", async () => {
    await openForm(true);
    await userEvent.click(screen.getByRole("link", { name: "Next page" }));
    expect(location.search).toBe("?cursor=2");
    history.back();
    await vi.waitFor(() => expect(location.search).toBe(""));
    expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument();
  });

  it("hold the tab open, in the browser's own words", async () => {
    await openForm(true);
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
  });

  it("that are none let everything pass", async () => {
    await openForm(false);
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
    await userEvent.click(screen.getByRole("link", { name: "Away" }));
    expect(screen.getByRole("heading", { name: "After" })).toBeInTheDocument();
  });
});
