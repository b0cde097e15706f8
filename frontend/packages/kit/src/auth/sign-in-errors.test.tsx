import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { SignInProblem } from "./SignInProblem";
import { REFUSAL_CODES, readRefusal, signInError } from "./sign-in-errors";

/** As the HTTP contract lists them; the server's list is `Refusal::code`. */
const CONTRACT =
  "no_certificate certificate_expired certificate_not_yet_valid certificate_revoked wrong_certificate untrusted_certificate revocation_unavailable certificate_rejected card_blocked not_linked account_pending account_disabled locked provider_refused provider_unavailable provider_cancelled attempt_expired browser_changed identity_conflict fresh_sign_in_required notice_required unavailable".split(
    " ",
  );

const general = signInError("no-such-code");

function show(query: string) {
  const refusal = readRefusal(new URLSearchParams(query));
  if (!refusal) throw new Error("expected a refusal");
  return render(<SignInProblem refusal={refusal}>{null}</SignInProblem>);
}

describe("the texts of refusals", () => {
  it("know the codes of the contract, no more and no fewer", () => {
    expect([...REFUSAL_CODES].sort()).toEqual([...CONTRACT].sort());
  });

  it.each(CONTRACT)("%s has a text of its own, with something to do", (code) => {
    const error = signInError(code);
    expect(error).not.toBe(general);
    expect(error.title.length).toBeGreaterThan(10);
    expect(error.happened).toMatch(/\.$/);
    expect(error.steps.length).toBeGreaterThan(0);
    for (const step of error.steps) expect(step).toMatch(/\.$/);
  });

  it("are all different", () => {
    const titles = CONTRACT.map((code) => signInError(code).title);
    expect(new Set(titles).size).toBe(CONTRACT.length);
  });

  it("tell what matters most", () => {
    const steps = (code: string) => signInError(code).steps.join(" ");
    expect(steps("no_certificate")).toMatch(/Close all windows of this browser/);
    expect(steps("wrong_certificate")).toMatch(/“Authentication”/);
    expect(steps("certificate_expired")).toMatch(/renewed/);
    expect(signInError("certificate_revoked").helper).toBe("card_office");
    expect(steps("fresh_sign_in_required")).toMatch(/sign in again/);
  });

  it.each(["no-such-code", "__proto__", "constructor", "toString", ""])(
    "are general for %j",
    (code) => {
      expect(signInError(code)).toBe(general);
    },
  );
});

describe("the address of the sign-in page", () => {
  it("gives a code and a reference", () => {
    show("error=no_certificate&ref=1a2B3c4d");
    expect(screen.getByRole("heading", { name: "No card was shown" })).toHaveFocus();
    expect(screen.getByText("1a2B3c4d").tagName).toBe("CODE");
    expect(
      screen.getByText(/ask an administrator of this installation and give them/),
    ).toBeVisible();
  });

  it("sends to the card office for the card, with the reference for the rest", () => {
    show("error=certificate_revoked&ref=00000000");
    expect(screen.getByText(/card or badge office/)).toHaveTextContent(
      "An administrator here can look up the reference 00000000.",
    );
  });

  it.each(["1a2b3c4", "1a2b3c4d5", "<b>x</b>", "1a2b3c4d\n", "javascript", "zzzzzzzz"])(
    "drops the reference %j",
    (reference) => {
      const params = new URLSearchParams({ error: "locked", ref: reference });
      expect(readRefusal(params)).toEqual({ code: "locked", reference: null });
    },
  );

  it("is never shown, as text or as HTML", () => {
    const attack = "<img src=x onerror=alert(1)>";
    const query = new URLSearchParams({ error: attack, ref: attack }).toString();
    const { container } = show(query);
    expect(container.querySelector("img")).toBeNull();
    expect(container.innerHTML).not.toMatch(/onerror|alert\(|&lt;/);
    expect(screen.getByRole("heading", { name: general.title })).toBeInTheDocument();
  });

  it("without an error is no refusal", () => {
    expect(readRefusal(new URLSearchParams("ref=1a2b3c4d"))).toBeNull();
    expect(readRefusal(new URLSearchParams("error="))).toBeNull();
  });
});
