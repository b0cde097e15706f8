import { describe, expect, it } from "vitest";
import { readBundle } from "./read-file";

describe("readBundle", () => {
  it("keeps PEM as text and turns bytes into base64", async () => {
    const pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    expect(await readBundle(new File([pem], "a.pem"))).toBe(pem);
    expect(await readBundle(new File([new Uint8Array([0x30, 0x82, 0xff])], "a.der"))).toBe("MIL/");
  });

  it("refuses what cannot be certificates", async () => {
    const large = new File([new Uint8Array(2 * 1024 * 1024 + 1)], "a.bin");
    await expect(readBundle(large)).rejects.toThrow("too large");
  });
});
