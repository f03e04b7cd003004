import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { BrowserContext, Page } from "@playwright/test";
import { type BenchRow, quantile } from "@/server/bench/bench-row";
import type { Product } from "./open-product";

const PROJECT = "ten-thousand-runs";
const LOADS = 10;
const JUMPS = 20;
const WHEELS = 120;
/** A window of rows, and so far that no page beside it was fetched. */
const WINDOW_PIXELS = 720;
const FAR_PIXELS = 21_000;
const ROW = "tr[data-run]";

declare global {
  interface Window {
    firstRows: number | null;
    longTasks: number[];
    interactions: number[];
  }
}

/** Notes when the first row is painted, how long tasks take, and how long an interaction takes until its next paint. */
function watchPage(): void {
  window.firstRows = null;
  window.longTasks = [];
  window.interactions = [];
  const look = () => {
    if (document.querySelector("tr[data-run]")) requestAnimationFrame(() => (window.firstRows = performance.now()));
    else requestAnimationFrame(look);
  };
  look();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
  }).observe({ type: "longtask", buffered: true });
  const options = { type: "event", durationThreshold: 16, buffered: true };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.interactions.push(entry.duration);
  }).observe(options);
}

async function openTable(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  // What compiles this file names inner functions by a helper that the page does not have.
  await page.addInitScript("window.__name = (named) => named");
  await page.addInitScript(watchPage);
  await page.goto(`${url}/projects/${PROJECT}/runs`);
  await page.waitForFunction(() => window.firstRows !== null);
  return page;
}

/** From navigation to the frame with the first rows, each time with an empty cache. */
async function measureFirstRows(context: BrowserContext, url: string): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let turn = 0; turn < LOADS; turn += 1) {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.clearBrowserCache");
    await session.detach();
    await page.close();
    const fresh = await openTable(context, url);
    milliseconds.push(await fresh.evaluate(() => window.firstRows ?? Number.NaN));
    await fresh.close();
  }
  return milliseconds;
}

/** Scrolls so far at a time and waits until the rows there are painted. */
async function measurePlaces(page: Page, pixels: number): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let turn = 1; turn <= JUMPS; turn += 1) {
    const taken = await page.evaluate(
      ([at, row]) =>
        new Promise<number>((resolve) => {
          const scroller = document.querySelector("[data-runs-scroller]");
          const began = performance.now();
          if (scroller) scroller.scrollTop = Number(at);
          const wanted = () => {
            const first = Math.floor(Number(at) / 48) + 2;
            const there = document.querySelector(`${row}[aria-rowindex="${first + 2}"]`);
            if (there) requestAnimationFrame(() => resolve(performance.now() - began));
            else requestAnimationFrame(wanted);
          };
          requestAnimationFrame(wanted);
        }),
      [turn * pixels, ROW] as const,
    );
    milliseconds.push(taken);
    await page.waitForTimeout(300);
  }
  return milliseconds;
}

async function measureScrolling(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const scroller = document.querySelector("[data-runs-scroller]");
    if (scroller) scroller.scrollTop = 0;
  });
  await page.waitForTimeout(1_500);
  await page.evaluate(() => (window.longTasks = []));
  await page.mouse.move(700, 500);
  for (let turn = 0; turn < WHEELS; turn += 1) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(30);
  }
  await page.waitForTimeout(500);
  return page.evaluate(() => window.longTasks);
}

async function measureInteractions(page: Page): Promise<number[]> {
  await page.evaluate(() => (window.interactions = []));
  for (const key of ["j", "j", "x", "j", "X", "k", " ", "j", "j", " ", "Escape", "PageDown", "End", "Home"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(120);
  }
  await page.getByRole("columnheader", { name: /Name/ }).getByRole("button", { name: "Name" }).first().click();
  await page.waitForTimeout(800);
  return page.evaluate(() => window.interactions);
}

export async function measureRunsTable(context: BrowserContext, url: string): Promise<BenchRow[]> {
  const row = (name: string, value: number, atMost: number): BenchRow => ({
    name: `10,000 runs on screen: ${name}`,
    value,
    unit: "ms",
    baseline: null,
    ratio: null,
    target: { atMost },
  });
  const first = await measureFirstRows(context, url);
  const page = await openTable(context, url);
  await page.getByRole("banner").getByRole("status").filter({ hasText: "live" }).waitFor();
  const next = await measurePlaces(page, WINDOW_PIXELS);
  const jumps = await measurePlaces(page, FAR_PIXELS);
  const tasks = await measureScrolling(page);
  const interactions = await measureInteractions(page);
  await page.close();
  return [
    row("first rows after navigation with an empty cache, p50", quantile(first, 0.5), 500),
    row("first rows after navigation with an empty cache, p95", quantile(first, 0.95), 500),
    row("next rows on scroll, p95", quantile(next, 0.95), 100),
    { ...row("rows at a place never fetched, p95", quantile(jumps, 0.95), 0), target: null },
    row("longest task while scrolling", Math.max(0, ...tasks), 50),
    row(`interaction to next paint, longest of ${interactions.length} events`, Math.max(0, ...interactions), 100),
  ];
}

/** The seeded 10,000 runs in the product's own database. */
export async function benchRunsTableScreen(product: Product): Promise<BenchRow[]> {
  const { DATABASE_URL, ...shell } = process.env;
  const env = { ...shell, ASSAY_HOME: product.home };
  await promisify(execFile)(process.execPath, ["scripts/seed.mjs", PROJECT], { env });
  const context = await product.signedIn();
  try {
    return await measureRunsTable(context, product.url);
  } finally {
    await context.close();
  }
}
