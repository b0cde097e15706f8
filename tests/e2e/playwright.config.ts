import { defineConfig } from "@playwright/test";
import { chromium } from "./support/browser.ts";

export default defineConfig({
  testDir: "specs",
  outputDir: "test-results",
  // Each worker runs a server of its own, so specs may not share what they make.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    ...chromium,
    trace: "retain-on-failure",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
  },
});
