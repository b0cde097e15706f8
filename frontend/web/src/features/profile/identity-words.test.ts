import type { Card } from "@treasury-plane/api/identities";
import { describe, expect, it } from "vitest";
import { cardStatus, commonName } from "./identity-words";

describe("commonName", () => {
  it.each([
    ["CN=RUIZ.ANA.1234567890,OU=DoD,C=US", "RUIZ.ANA.1234567890"],
    ["C=US, O=U.S. Government, CN=Ana Ruiz (affiliate)", "Ana Ruiz (affiliate)"],
    ["C=US/O=Gov/CN=Ana Ruiz", "Ana Ruiz"],
    ["CN=Ruiz\\, Ana,C=US", "Ruiz, Ana"],
    ["serialNumber=00ff,C=US", "serialNumber=00ff,C=US"],
  ])("%s → %s", (subject, name) => {
    expect(commonName(subject)).toBe(name);
  });
});

describe("cardStatus", () => {
  const card = {
    not_before: "2026-01-01T00:00:00Z",
    not_after: "2027-01-01T00:00:00Z",
    blocked_at: null,
  } as Card;
  const at = (iso: string) => Date.parse(iso);

  it("goes by block first, then by the days", () => {
    expect(cardStatus(card, at("2026-06-01T00:00:00Z"))).toBe("ok");
    expect(cardStatus(card, at("2025-12-31T23:59:59Z"))).toBe("future");
    expect(cardStatus(card, at("2027-01-01T00:00:01Z"))).toBe("expired");
    const blocked = { ...card, blocked_at: "2026-02-01T00:00:00Z" };
    expect(cardStatus(blocked, at("2028-01-01T00:00:00Z"))).toBe("blocked");
  });
});
