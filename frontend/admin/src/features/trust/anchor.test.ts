import { describe, expect, it } from "vitest";
import { fromAnchor, toSettings } from "./anchor";
import type { Anchor } from "./queries";

const settings = {
  policies: ["2.16.840.1.101.3.2.1.3.13", "2.16.840.1.101.3.2.1.3.7"],
  revocation: "hard",
  identifier_kinds: ["subject"],
  dod: false,
  upn_suffixes: ["agency.gov"],
  issuer_group: "agency",
  auto_provision: false,
  ocsp: "prefer",
  require_client_auth_eku: true,
  accept_absent_eku: false,
  inhibit_policy_mapping: false,
  enabled: true,
};

const anchor = { ...settings, soft_grace_hours: 24, soft_until: null } as unknown as Anchor;

describe("anchor settings", () => {
  it("survive the form unchanged", () => {
    expect(toSettings(fromAnchor(anchor))).toEqual(settings);
  });

  it("send grace and end only for late revocation data", () => {
    const values = { ...fromAnchor(anchor), soft_grace_hours: "24", soft_until: "2026-12-31" };
    expect(toSettings(values)).toEqual(settings);
    expect(toSettings({ ...values, revocation: "soft" })).toMatchObject({
      soft_grace_hours: 24,
      soft_until: "2026-12-31T23:59:59Z",
    });
  });

  it("read lists by words and lines", () => {
    const values = { ...fromAnchor(anchor), policies: "1.2.3,\n 4.5.6 ", upn_suffixes: "" };
    expect(toSettings(values)).toMatchObject({ policies: ["1.2.3", "4.5.6"], upn_suffixes: [] });
  });
});
