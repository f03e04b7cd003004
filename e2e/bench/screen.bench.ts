import type { Page } from "@playwright/test";
import { type BenchRow, quantile } from "@/server/bench/bench-row";
import { startClock } from "./clock-program";
import type { Product } from "./open-product";

const EVENTS = 300;
const FEWEST_SEEN = 100;
const BETWEEN_SECONDS = 0.15;
const TARGET_MILLISECONDS = 250;

declare global {
  interface Window {
    delays: number[];
  }
}

/** Notes how old the value of the clock is in the frame that paints it. */
async function watchClock(page: Page, startSeconds: number): Promise<void> {
  await page.evaluate((start) => {
    window.delays = [];
    let last = "";
    new MutationObserver(() => {
      const value = document.querySelector('figure[aria-label="clock"] data')?.getAttribute("value") ?? "";
      if (value === last) return;
      last = value;
      const sent = start * 1000 + Number(value);
      requestAnimationFrame(() => window.delays.push(performance.timeOrigin + performance.now() - sent));
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  }, startSeconds);
}

/** From a call in a Python process to the number painted on an open run page, through journal, HTTP, Postgres and SSE. */
export async function benchScreen(product: Product): Promise<BenchRow[]> {
  const startSeconds = Date.now() / 1000;
  const program = await startClock({
    home: product.home,
    startSeconds,
    events: EVENTS,
    betweenSeconds: BETWEEN_SECONDS,
  });
  const context = await product.signedIn();
  const page = await context.newPage();
  await page.goto(program.address);
  await page.getByRole("banner").getByRole("status").filter({ hasText: "live" }).waitFor();
  await watchClock(page, startSeconds);
  program.begin();
  await program.ended;
  await page.waitForTimeout(1_000);
  const delays = await page.evaluate(() => window.delays);
  await context.close();
  if (delays.length < FEWEST_SEEN) throw new Error(`Only ${delays.length} of ${EVENTS} values were seen.`);
  // The first value waits for the curve that shows it to be fetched.
  const settled = delays.slice(1);
  const row = (name: string, q: number, target: BenchRow["target"]): BenchRow => ({
    name: `event in the runner to number on screen, ${name} of ${settled.length}`,
    value: quantile(settled, q),
    unit: "ms",
    baseline: null,
    ratio: null,
    target,
  });
  return [row("p50", 0.5, null), row("p95", 0.95, { atMost: TARGET_MILLISECONDS })];
}
