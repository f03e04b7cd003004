import { defineConfig } from "@playwright/test";
import { BROWSER } from "./browser";
import type { JourneyOptions } from "./journey";
import { WORKERS } from "./seeded-site";

/** Journeys of the whole product, which trains: one after the other, first, beside those of the seeded sites. */
const REAL = /(command-line|import|researcher)\.spec\.ts$/;

export default defineConfig<JourneyOptions>({
  testDir: "./journeys",
  outputDir: "../test-results",
  globalSetup: "./global-setup.ts",
  workers: WORKERS,
  retries: 0,
  // Limits for what hangs: how fast anything is, the benches say.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.ASSAY_E2E_REPORT
    ? [["line"], ["json", { outputFile: process.env.ASSAY_E2E_REPORT }]]
    : [["line"]],
  // No trace: recording one holds back the page's event stream.
  use: { viewport: { width: 1440, height: 900 }, screenshot: "only-on-failure", launchOptions: BROWSER },
  projects: [
    { name: "real", testMatch: REAL, workers: 1, timeout: 600_000, use: { site: "real" } },
    { name: "seeded", testIgnore: REAL, use: { site: "seeded" } },
  ],
});
