import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeServer, ok } from "@treasury-plane/api/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderPart } from "../../testing";
import { AddAnchorDialog } from "./AddAnchorDialog";

const SHA256 = "ab".repeat(32);
const certificate = {
  sha256: SHA256,
  subject: "CN=Federal Common Policy CA G2",
  issuer: "CN=Federal Common Policy CA G2",
  not_before: "2020-10-14T00:00:00Z",
  not_after: "2040-10-14T00:00:00Z",
  is_ca: true,
  is_self_signed: true,
  policies: [],
  reaches: [],
  known: null,
};
const INSPECT = "POST /api/v1/instance/trust/inspect";
const ADD = "POST /api/v1/instance/trust/anchors";

afterEach(() => vi.unstubAllGlobals());

async function look() {
  await userEvent.type(screen.getByRole("textbox", { name: "Certificate" }), "PEM");
  await userEvent.click(screen.getByRole("button", { name: "Look at it" }));
}

describe("adding an anchor", () => {
  it("trusts nothing before the fingerprint is confirmed", async () => {
    const sent: unknown[] = [];
    const onClose = vi.fn();
    fakeServer({
      [INSPECT]: () => ok({ certificates: [certificate], crls: 0, skipped: [] }),
      [ADD]: (body) => {
        sent.push(body);
        return { status: 201, body: { trust_domain: "fpki" } };
      },
    });
    renderPart(<AddAnchorDialog isOpen onClose={onClose} />);
    await look();
    expect(await screen.findByText(`SHA-256 ${SHA256}`)).toBeInTheDocument();
    await userEvent.type(screen.getByRole("textbox", { name: /Trust domain/ }), "fpki");
    const trust = screen.getByRole("button", { name: "Trust it" });
    expect(trust).toBeDisabled();
    await userEvent.keyboard("{Enter}");
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole("checkbox", { name: /compared the fingerprint/ }));
    await userEvent.click(trust);
    await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(sent).toEqual([{ certificate: "PEM", trust_domain: "fpki" }]);
  });

  it("forgets the confirmation when the certificate is changed", async () => {
    fakeServer({ [INSPECT]: () => ok({ certificates: [certificate], crls: 0, skipped: [] }) });
    renderPart(<AddAnchorDialog isOpen onClose={vi.fn()} />);
    await look();
    await userEvent.click(await screen.findByRole("checkbox", { name: /compared/ }));
    await userEvent.type(screen.getByRole("textbox", { name: "Certificate" }), "2");
    expect(screen.queryByRole("button", { name: "Trust it" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Look at it" }));
    expect(await screen.findByRole("checkbox", { name: /compared/ })).not.toBeChecked();
  });

  it("takes one certificate, and tells what of a bundle was not read", async () => {
    fakeServer({
      [INSPECT]: () =>
        ok({
          certificates: [certificate, { ...certificate, sha256: "cd".repeat(32) }],
          crls: 1,
          skipped: ["Block 3: not a certificate."],
        }),
    });
    renderPart(<AddAnchorDialog isOpen onClose={vi.fn()} />);
    await look();
    expect(await screen.findByText(/this holds 2/)).toBeInTheDocument();
    expect(screen.getByText("Block 3: not a certificate.")).toBeInTheDocument();
    expect(screen.getByText(/1 revocation list is in it too/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Trust it" })).toBeDisabled();
  });
});
