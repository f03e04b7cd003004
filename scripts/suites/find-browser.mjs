import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { CommandFailure, runCommand } from "../process/run-command.mjs";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";
import { explainOutput } from "../terminal/explain-failure.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { step } from "../terminal/step.mjs";

const DEBIAN_CHROMIUM = "/usr/bin/chromium";
/** Chromium without a window of its own, which costs as much as a page at each test. */
const DEBIAN_SHELL = "/usr/bin/chromium-headless-shell";
const CLI = inCheckout("node_modules", "@playwright", "test", "cli.js");

const starts = (browser) => spawnSync(browser, ["--version"], { encoding: "utf8" }).status === 0;

async function playwrightBrowser() {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

/**
 * The Chromium of the browser tests: ASSAY_CHROMIUM, Debian's, or Playwright's own, which is fetched where there is none.
 * @param {{ shell?: boolean }} options where nobody looks at the window, one without
 * @returns {Promise<Record<string, string>>} variables for Playwright
 */
export async function findBrowser({ shell = false } = {}) {
  const named = process.env.ASSAY_CHROMIUM;
  if (named) {
    if (starts(named)) return { ASSAY_CHROMIUM: named };
    throw new Refusal(`ASSAY_CHROMIUM names ${named}, which does not start.`);
  }
  if (shell && existsSync(DEBIAN_SHELL)) return { ASSAY_CHROMIUM: DEBIAN_SHELL };
  if (existsSync(DEBIAN_CHROMIUM)) return { ASSAY_CHROMIUM: DEBIAN_CHROMIUM };
  const own = await playwrightBrowser();
  if (!existsSync(own)) await fetchBrowser();
  if (starts(own)) return { ASSAY_CHROMIUM: own };
  throw new Refusal(
    `Playwright's Chromium at ${own} does not start, most likely for want of system libraries; install your system's Chromium and name it in ASSAY_CHROMIUM, or run \`npx playwright install-deps chromium\` as root.`,
  );
}

async function fetchBrowser() {
  try {
    await step("Chromium for the browser tests", async (progress) => {
      await runCommand(process.execPath, [CLI, "install", "chromium"], {
        cwd: CHECKOUT,
        onLine: (line) => progress(/\d+% of [\d.]+ \w+/.exec(line)?.[0] ?? "downloading"),
      });
    });
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    throw new Refusal(
      explainOutput(error.lines, CHECKOUT) ??
        "No browser is installed and Playwright could not fetch its own; install Chromium (Debian: apt-get install chromium) or name one in ASSAY_CHROMIUM.",
    );
  }
}
