import { expect, it } from "vitest";
import { deviceName } from "./device-name";

it.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/146.0 Safari/537.36",
    "Chrome on Linux",
  ],
  ["Mozilla/5.0 (Windows NT 10.0) Chrome/146.0 Safari/537.36 Edg/146.0", "Edge on Windows"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Gecko/20100101 Firefox/140.0",
    "Firefox on macOS",
  ],
  ["curl/8", "A browser"],
])("%s", (agent, name) => {
  expect(deviceName(agent)).toBe(name);
});
