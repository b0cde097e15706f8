import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeServer, ok } from "@treasury-plane/api/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { MailEntry, MailSettings } from "../../contract";
import { renderPart } from "../../testing";
import MailPage from "./MailPage";

const settings: MailSettings = {
  enabled: true,
  host: "smtp.agency.gov",
  port: 587,
  security: "starttls",
  username: "tracker",
  has_password: true,
  from_address: "tracker@agency.gov",
  from_name: "Tracker",
  set_by_config: false,
  ready: true,
};

const entry: MailEntry = {
  id: "11111111-0000-4000-8000-000000000000",
  kind: "invitation",
  recipient: "ben@agency.gov",
  subject: "You are invited to Bureau",
  state: "failed",
  attempts: 4,
  last_error: "550 no such user",
  created_at: "2026-11-25T09:00:00Z",
  sent_at: null,
};

const page = (results: MailEntry[]) => ({
  results,
  total_count: 60,
  next_page_results: true,
  prev_page_results: false,
  next_cursor: "50:1:0",
  prev_cursor: "",
});

const MAIL = "/api/v1/instance/mail";

function show(change: Partial<MailSettings> = {}) {
  const sent: unknown[] = [];
  const server = fakeServer({
    [`GET ${MAIL}`]: () => ok({ ...settings, ...change }),
    [`GET ${MAIL}/log?per_page=50`]: () => ok(page([entry])),
    [`GET ${MAIL}/log?state=failed&per_page=50`]: () => ok(page([entry])),
    [`GET ${MAIL}/log?cursor=50%3A1%3A0&per_page=50`]: () =>
      ok(page([{ ...entry, recipient: "second@agency.gov" }])),
    [`PATCH ${MAIL}`]: (body) => {
      sent.push(body);
      return ok({ ...settings, has_password: false });
    },
    "GET /api/v1/users/me": () =>
      ok({ email: "ana@agency.gov", email_is_placeholder: false, preferences: {} }),
  });
  renderPart(<MailPage />, "/email");
  return { sent, server };
}

afterEach(() => vi.unstubAllGlobals());

describe("the mail server", () => {
  it("is changed by what differs; the stored password is only replaced or removed", async () => {
    const { sent } = show();
    const password = await screen.findByLabelText("Password");
    expect(password).toHaveValue("");
    expect(screen.getByRole("button", { name: "Save changes" })).toBeDisabled();
    await userEvent.click(screen.getByRole("button", { name: "Remove the password" }));
    expect(password).toBeDisabled();
    await userEvent.click(screen.getByRole("button", { name: "Save changes" }));
    await vi.waitFor(() => expect(sent).toEqual([{ username: "", password: "" }]));
    await vi.waitFor(() => expect(screen.getByLabelText("Password")).toBeEnabled());
    expect(screen.queryByRole("button", { name: "Remove the password" })).not.toBeInTheDocument();
  });

  it("without security is warned about", async () => {
    show();
    expect(await screen.findByLabelText("Security")).toHaveValue("starttls");
    expect(screen.queryByText(/readable and changeable/)).not.toBeInTheDocument();
    await userEvent.selectOptions(screen.getByLabelText("Security"), "None");
    expect(screen.getByText(/readable and changeable/)).toBeInTheDocument();
    expect(screen.getByRole("textbox", { name: "Port" })).toHaveValue("25");
    expect(screen.queryByLabelText("Password")).not.toBeInTheDocument();
  });

  it("that is another one needs the password anew", async () => {
    show();
    await userEvent.type(await screen.findByRole("textbox", { name: "Host" }), ".example");
    expect(screen.getByLabelText("Password")).toHaveAccessibleDescription(
      "The one that is set is for the server before. Type it again for this one.",
    );
  });

  it("names what is missing beside the field, and sends nothing", async () => {
    const { sent } = show();
    const host = await screen.findByRole("textbox", { name: "Host" });
    await userEvent.clear(host);
    await userEvent.click(screen.getByRole("button", { name: "Save changes" }));
    expect(host).toBeInvalid();
    expect(host).toHaveAccessibleDescription("Enter the name of the mail server.");
    expect(sent).toEqual([]);
  });

  it("shows the server's own words beside the field", async () => {
    const { server } = show();
    server.routes[`PATCH ${MAIL}`] = () => ({
      status: 400,
      body: { from_address: ["This is not an address."] },
    });
    const address = await screen.findByRole("textbox", { name: "Sender's address" });
    await userEvent.type(address, "x");
    await userEvent.click(screen.getByRole("button", { name: "Save changes" }));
    expect(await screen.findByText("This is not an address.")).toBeInTheDocument();
  });

  it("that the host's settings decide is read-only", async () => {
    show({ set_by_config: true });
    expect(await screen.findByText(/Set by the settings file/)).toBeInTheDocument();
    for (const field of screen.getAllByRole("textbox")) expect(field).toHaveAttribute("readonly");
    expect(screen.getByRole("switch", { name: "Send e-mail" })).toBeDisabled();
    expect(screen.queryByLabelText("Password")).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Save changes" })).not.toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Send a test…" })).toBeEnabled();
  });
});

describe("a test", () => {
  it("goes to one's own address, and each step is told in words", async () => {
    const asked: unknown[] = [];
    const { server } = show();
    server.routes[`POST ${MAIL}/test`] = (body) => {
      asked.push(body);
      return ok({
        passed: false,
        steps: [
          { name: "Connection", passed: true, detail: "smtp.agency.gov answers on port 587." },
          { name: "Sign-in", passed: false, detail: "535 wrong password" },
        ],
      });
    };
    await userEvent.click(await screen.findByRole("button", { name: "Send a test…" }));
    const dialog = await screen.findByRole("dialog", { name: "Send a test" });
    await vi.waitFor(() =>
      expect(within(dialog).getByRole("textbox", { name: "Send to" })).toHaveValue(
        "ana@agency.gov",
      ),
    );
    await userEvent.click(within(dialog).getByRole("button", { name: "Send" }));
    const steps = await within(dialog).findByRole("list", { name: "Steps of the test" });
    const [first, second] = within(steps).getAllByRole("listitem");
    expect(first).toHaveTextContent("Passed: Connection");
    expect(second).toHaveTextContent("Failed: Sign-in535 wrong password");
    expect(within(dialog).getByText("The mail was not sent.")).toBeInTheDocument();
    expect(asked).toEqual([{ to: "ana@agency.gov" }]);
    expect(server.calls).not.toContain(`PATCH ${MAIL}`);
  });

  it("waits until changes are saved, and says so", async () => {
    show();
    await userEvent.type(await screen.findByRole("textbox", { name: "Host" }), "x");
    const button = screen.getByRole("button", { name: "Send a test…" });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription("Save first: a test uses what is saved.");
  });
});

describe("the mail log", () => {
  it("tells what became of a mail, is filtered and paged", async () => {
    const { server } = show();
    const table = await screen.findByRole("table", { name: "Mail log" });
    const row = within(table).getByRole("row", { name: /ben@agency\.gov/ });
    expect(row).toHaveTextContent("You are invited to BureauInvitation");
    expect(row).toHaveTextContent("Failed4 attempts550 no such user");
    await userEvent.click(screen.getByRole("button", { name: "Next" }));
    expect(await screen.findByText("second@agency.gov")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("radio", { name: "Failed" }));
    const filtered = `GET ${MAIL}/log?state=failed&per_page=50`;
    await vi.waitFor(() => expect(server.calls).toContain(filtered));
    await userEvent.click(screen.getByRole("button", { name: "Refresh the log" }));
    await vi.waitFor(() =>
      expect(server.calls.filter((call) => call === filtered)).toHaveLength(2),
    );
  });
});
