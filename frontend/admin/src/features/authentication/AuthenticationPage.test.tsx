import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeServer, ok } from "@treasury-plane/api/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderPart } from "../../testing";
import AuthenticationPage from "./AuthenticationPage";
import { CertificateCheck } from "./CertificateCheck";
import type { Authentication, CertificatePreview } from "./queries";

const authentication: Authentication = {
  password: { enabled: true, off_by_config: false },
  piv: {
    mode: "native",
    alb_mode: null,
    host: "piv.agency.gov",
    start_url: "https://piv.agency.gov/auth/piv/start",
    ready: false,
    problems: ["The trust store has no anchor."],
  },
  notice: { enabled: true, title: "Notice", text: "Be good." },
  sessions: { idle_minutes: 15, absolute_hours: 12, max_per_user: null, warn_seconds: 120 },
  lockout: { attempts: 10, attempts_per_address: 100, minutes: 15 },
  magic_link: { enabled: false },
};

const preview: CertificatePreview = {
  accepted: false,
  reason: "no_path",
  steps: [
    { name: "Read", passed: true, detail: "An X.509 certificate of version 3." },
    { name: "Path", passed: false, detail: "No path to an anchor." },
  ],
  subject: "CN=JANE DOE",
  issuer: "CN=Agency CA",
  serial: "0a1b",
  not_before: "2026-01-01T00:00:00Z",
  not_after: "2029-01-01T00:00:00Z",
  anchor: null,
  identifiers: [
    {
      trust_domain: "fpki",
      kind: "upn",
      value: "jane.doe@agency.gov",
      known_user: { id: "1", display_name: "Jane Doe" },
    },
  ],
  card: { fascn: null, card_uuid: null, upn: "jane.doe@agency.gov", edipi: null, anomalies: [] },
  would: "refuse",
};

const PREVIEW = "POST /api/v1/instance/authentication/preview-certificate";

afterEach(() => vi.unstubAllGlobals());

describe("authentication", () => {
  it("tests a way in and tells each step", async () => {
    const asked: unknown[] = [];
    fakeServer({
      "GET /api/v1/instance/authentication": () => ok(authentication),
      "GET /api/v1/instance/oidc-providers": () => ok([]),
      "POST /api/v1/instance/authentication/test": (body) => {
        asked.push(body);
        return ok({
          passed: false,
          steps: [
            { name: "Settings", passed: true, detail: "Native mTLS." },
            { name: "Trust store", passed: false, detail: "No anchor." },
          ],
        });
      },
    });
    renderPart(<AuthenticationPage />);
    expect(await screen.findByText("Not ready")).toBeInTheDocument();
    expect(screen.getByText("The trust store has no anchor.")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Test card sign-in" }));
    const steps = await screen.findByRole("list", { name: "Test of card sign-in" });
    const [settings, store] = within(steps).getAllByRole("listitem");
    expect(settings).toHaveTextContent("Passed: SettingsNative mTLS.");
    expect(store).toHaveTextContent("Failed: Trust storeNo anchor.");
    expect(screen.getByText("card sign-in is not ready yet.")).toBeInTheDocument();
    expect(asked).toEqual([{ method: "piv" }]);
  });

  it("shows what a pasted certificate would do, step by step", async () => {
    const asked: unknown[] = [];
    fakeServer({
      [PREVIEW]: (body) => {
        asked.push(body);
        return ok(preview);
      },
    });
    renderPart(<CertificateCheck />);
    expect(screen.getByRole("button", { name: "Check" })).toBeDisabled();
    await userEvent.type(screen.getByRole("textbox", { name: "Certificate" }), "MIIB");
    await userEvent.click(screen.getByRole("button", { name: "Check" }));
    expect(await screen.findByText(/This certificate is refused\./)).toBeInTheDocument();
    const table = screen.getByRole("table", { name: "Identifiers of this certificate" });
    expect(table).toHaveTextContent("jane.doe@agency.gov");
    expect(table).toHaveTextContent("Jane Doe");
    const steps = screen.getByRole("list", { name: "What the validator looked at" });
    expect(within(steps).getAllByRole("listitem")[1]).toHaveTextContent("Failed: Path");
    expect(asked).toEqual([{ certificate: "MIIB" }]);
  });

  it("says beside the field what is wrong with a certificate", async () => {
    fakeServer({
      [PREVIEW]: () => ({ status: 400, body: { certificate: ["This is a private key."] } }),
    });
    renderPart(<CertificateCheck />);
    const field = screen.getByRole("textbox", { name: "Certificate" });
    await userEvent.type(field, "key");
    await userEvent.click(screen.getByRole("button", { name: "Check" }));
    expect(await screen.findByText("This is a private key.")).toBeInTheDocument();
    expect(field).toBeInvalid();
  });
});
