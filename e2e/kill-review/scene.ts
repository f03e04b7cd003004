import type { Page } from "@playwright/test";
import type { Draw } from "@/domain/campaigns/draw";
import { PROJECT } from "../journey";
import type { ChangeRecord } from "./change-record";
import type { ReaderBrowser } from "./reader-browser";
import type { ReadingSite } from "./reading-site";

/** A reader at work on a round, in one tab or in two on the same case. */
export type Scene = {
  site: ReadingSite;
  browser: ReaderBrowser;
  record: ChangeRecord;
  /** Of what happens, and when. */
  draw: Draw;
  /** Of what the reader types; apart, because she types while it happens. */
  drawKeys: Draw;
  campaign: string;
  /** Those that live; keys go to the first. */
  pages: Page[];
  /** Address of the case that was on the table last. */
  address: string;
};

export const KINDS = ["network", "server", "tab", "browser"] as const;
export type Kind = (typeof KINDS)[number];

/** One way of breaking something at a moment, and of coming back after it. */
export type Break = {
  name: string;
  /** Before the keys begin. */
  prepare?: () => Promise<void>;
  /** Abrupt, and over when it returns. */
  strike: () => Promise<void>;
  /** How long the reader goes on typing before it is mended; null where no page is left to type in. */
  goesOn: number | null;
  /** Network, server or browser are there again. */
  mend: () => Promise<void>;
  /** Every page of the scene reads the round again. */
  enter: () => Promise<void>;
  /** Once everything has settled. */
  close?: () => Promise<void>;
};

const RETURN_MILLISECONDS = 180_000;

/** A case is on the table and takes keys. */
async function waitForCase(page: Page): Promise<void> {
  await page.locator("[data-column=note] [data-page-keys]").waitFor({ timeout: RETURN_MILLISECONDS });
}

/** Opens the round where the reader left it, in a tab of its own. */
export async function openTab(scene: Scene): Promise<Page> {
  const page = await scene.browser.context.newPage();
  await page.goto(scene.address || `${PROJECT}/review/${scene.campaign}`, { timeout: RETURN_MILLISECONDS });
  await waitForCase(page);
  await page.waitForURL(new RegExp(`${scene.campaign}/.`), { timeout: RETURN_MILLISECONDS });
  return page;
}

/** Everything that was done there is with the server, and nothing was refused. */
export async function waitUntilSaved(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[data-unsent="0"]')?.textContent === "saved", undefined, {
    timeout: RETURN_MILLISECONDS,
    polling: 20,
  });
}

export async function reloadAll({ pages }: Scene): Promise<void> {
  for (const page of pages) {
    await page.reload({ timeout: RETURN_MILLISECONDS });
    await waitForCase(page);
  }
}
