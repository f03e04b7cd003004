import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Page } from "@playwright/test";
import { type BenchRow, quantile } from "@/server/bench/bench-row";
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

/** A program of somebody's, in a Python process of its own, that waits for a line before it logs. */
async function startProgram(home: string, startSeconds: number) {
  const child = spawn(
    ".venv/bin/python",
    ["e2e/bench/log-clock.py", String(startSeconds), String(EVENTS), String(BETWEEN_SECONDS)],
    { env: { ...process.env, ASSAY_HOME: home, PYTHONPATH: process.cwd() }, stdio: ["pipe", "pipe", "inherit"] },
  );
  const ended = once(child, "exit");
  const [address] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    ended.then(([code]) => Promise.reject(new Error(`The program ended with ${code}.`))),
  ]);
  return { address: String(address), begin: () => child.stdin.write("\n"), ended };
}

/** Notes how old the value of the clock is in the frame that paints it. */
async function watchClock(page: Page, startSeconds: number): Promise<void> {
  await page.evaluate((start) => {
    window.delays = [];
    let last = "";
    const look = () => {
      const value = document.querySelector('figure[aria-label="clock"] data')?.getAttribute("value") ?? "";
      if (value === last) return;
      last = value;
      const sent = start * 1000 + Number(value);
      requestAnimationFrame(() => window.delays.push(performance.timeOrigin + performance.now() - sent));
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  }, startSeconds);
}

/** From a call in a Python process to the number painted on an open run page, through journal, HTTP, Postgres and SSE. */
export async function benchScreen(product: Product): Promise<BenchRow[]> {
  const startSeconds = Date.now() / 1000;
  const program = await startProgram(product.home, startSeconds);
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
