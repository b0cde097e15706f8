import { defineConfig } from "@playwright/test";
import { chromium } from "./support/browser.ts";

/** Pictures of every screen, to be looked at by a person; not part of the tests. */
export default defineConfig({
  testDir: "screens",
  testMatch: "*.ts",
  outputDir: "test-results",
  workers: 1,
  timeout: 900_000,
  expect: { timeout: 20_000 },
  reporter: [["line"]],
  use: { ...chromium, actionTimeout: 20_000 },
});
