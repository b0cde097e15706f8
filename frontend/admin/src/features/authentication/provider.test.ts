import { describe, expect, it } from "vitest";
import { emptyProvider, toInput, withPreset } from "./provider";
import type { Provider } from "./queries";

describe("provider form", () => {
  it("keeps the slash at the end of Login.gov's issuer", () => {
    expect(emptyProvider("login_gov").issuer).toBe("https://secure.login.gov/");
  });

  it("keeps what was typed when the preset changes", () => {
    const typed = { ...emptyProvider("login_gov"), client_id: "urn:gov:x", auto_provision: true };
    const other = withPreset(typed, "generic");
    expect(other).toMatchObject({
      preset: "generic",
      client_id: "urn:gov:x",
      auto_provision: true,
      issuer: "",
    });
  });

  it("never sends back what the server alone knows", () => {
    const provider = {
      ...emptyProvider("generic"),
      id: "1",
      has_secret: true,
      callback_url: "x",
    } as unknown as Provider;
    expect(Object.keys(toInput(provider))).not.toContain("has_secret");
    expect(Object.keys(toInput(provider))).not.toContain("client_secret");
  });
});
