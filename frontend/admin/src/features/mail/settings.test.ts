import { describe, expect, it } from "vitest";
import type { MailSettings } from "../../contract";
import { changes, fromSettings, isOtherServer, mistakes, withSecurity } from "./settings";

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

describe("changes of the mail settings", () => {
  it("are none at first, and only what differs later", () => {
    const values = fromSettings(settings);
    expect(changes(settings, values)).toEqual({});
    expect(changes(settings, { ...values, host: " relay.agency.gov ", port: "25" })).toEqual({
      host: "relay.agency.gov",
      port: 25,
    });
  });

  it("send a password only when one was typed, and an empty one to remove it", () => {
    const values = fromSettings(settings);
    expect(changes(settings, { ...values, password: "s3cret " })).toEqual({ password: "s3cret " });
    const cleared = { ...values, username: "", clearsPassword: true };
    expect(changes(settings, cleared)).toEqual({ username: "", password: "" });
  });

  it("send no name and no password to a server without security", () => {
    const values = withSecurity({ ...fromSettings(settings), password: "s3cret" }, "none");
    expect(changes(settings, values)).toEqual({ security: "none", port: 25, username: "" });
  });
});

describe("the stored password", () => {
  it("is of no use to another server", () => {
    const values = fromSettings(settings);
    expect(isOtherServer(settings, { ...values, host: " SMTP.agency.gov " })).toBe(false);
    expect(isOtherServer(settings, { ...values, port: "465" })).toBe(true);
    expect(isOtherServer(settings, { ...values, host: "relay.agency.gov" })).toBe(true);
  });
});

describe("another security", () => {
  it("brings its usual port, unless the port was chosen", () => {
    const values = fromSettings(settings);
    expect(withSecurity(values, "tls")).toMatchObject({ security: "tls", port: "465" });
    expect(withSecurity({ ...values, port: "2525" }, "tls")).toMatchObject({ port: "2525" });
  });
});

describe("mistakes", () => {
  it("name what cannot work", () => {
    const values = { ...fromSettings(settings), host: " ", port: "70000", from_address: "" };
    expect(Object.keys(mistakes(values))).toEqual(["port", "host", "from_address"]);
    expect(Object.keys(mistakes({ ...values, port: "0" }))).toContain("port");
    expect(mistakes({ ...values, port: "25", enabled: false })).toEqual({});
    expect(mistakes(fromSettings(settings))).toEqual({});
  });
});
