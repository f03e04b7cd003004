import { defineConfig } from "@playwright/test";
import { BROWSER } from "./browser";

export default defineConfig({
  testDir: "./journeys",
  outputDir: "../test-results",
  globalSetup: "./global-setup.ts",
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.ASSAY_E2E_REPORT
    ? [["line"], ["json", { outputFile: process.env.ASSAY_E2E_REPORT }]]
    : [["line"]],
  // No trace: recording one holds back the page's event stream.
  use: { viewport: { width: 1440, height: 900 }, screenshot: "only-on-failure", launchOptions: BROWSER },
});
