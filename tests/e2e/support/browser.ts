import type { PlaywrightTestConfig } from "@playwright/test";

/** Debian's Chromium, kept from talking to anything but the server under test. */
export const chromium: PlaywrightTestConfig["use"] = {
  browserName: "chromium",
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--disable-quic",
    ],
  },
  viewport: { width: 1440, height: 900 },
  locale: "en-US",
  timezoneId: "America/New_York",
  // Nothing fades, so what is on the page is what will stay there.
  contextOptions: { reducedMotion: "reduce" },
};
