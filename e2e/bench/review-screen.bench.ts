import type { Page } from "@playwright/test";
import { connectDrizzle, connectSql } from "@/db/database";
import { FIRST_ADMIN_EMAIL } from "@/server/auth/ensure-first-admin";
import { type BenchRow, quantile } from "@/server/bench/bench-row";
import { type CaseText, openCase, openRoundIn, pauseForNextCase, press, visit } from "../review-round";
import type { Product } from "./open-product";

const CASES = 60;
const LONG_SENTENCES = 2_000;

/** From here on each key's time until the window was painted again stands in `window.spent`. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const spent: number[] = [];
    Object.assign(window, { spent });
    addEventListener(
      "keydown",
      ({ timeStamp }) => {
        requestAnimationFrame(() => setTimeout(() => spent.push(performance.now() - timeStamp)));
      },
      { capture: true },
    );
  });
}

async function readKeyTimes(page: Page): Promise<number[]> {
  const spent = await page.evaluate(() => ("spent" in window && Array.isArray(window.spent) ? window.spent : []));
  return spent.map(Number);
}

async function openRound(product: Product, texts: CaseText[]): Promise<string> {
  const sql = connectSql(product.databaseUrl, { max: 1 });
  try {
    return await openRoundIn(connectDrizzle(sql), { readers: [FIRST_ADMIN_EMAIL], lead: FIRST_ADMIN_EMAIL }, { texts });
  } finally {
    await sql.end();
  }
}

async function beginRound(page: Page, product: Product, campaign: string): Promise<void> {
  await page.goto(`${product.url}/projects/clinical-notes/review/${campaign}`);
  await page.waitForFunction(() => document.activeElement?.matches("[data-column=note] [data-page-keys]"));
  await page.waitForURL(new RegExp(`${campaign}/.`));
  await page.waitForTimeout(500);
  await watchKeys(page);
}

function rows(name: string, times: readonly number[], target: BenchRow["target"]): BenchRow[] {
  const row = (what: string, q: number): BenchRow => ({
    name: `${name}, ${what} of ${times.length}`,
    value: quantile([...times], q),
    unit: "ms",
    baseline: null,
    ratio: null,
    target: q > 0.5 ? target : null,
  });
  return [row("p50", 0.5), row("p95", 0.95)];
}

/** A reader's keys in the workspace: verdict to next case painted, and marking in a text of 200 kB. */
export async function benchReviewScreen(product: Product): Promise<BenchRow[]> {
  const context = await product.signedIn();
  const page = await context.newPage();
  await beginRound(
    page,
    product,
    await openRound(
      product,
      Array.from({ length: CASES }, (_, at) => visit(at)),
    ),
  );
  for (let read = 1; read < CASES; read += 1) {
    const before = openCase(page);
    await press(page, "Enter");
    await pauseForNextCase(page, before);
  }
  const verdicts = await readKeyTimes(page);
  const line = "The patient reports intermittent chest pain that radiates to the left arm and resolves with rest. ";
  const long = Array.from({ length: LONG_SENTENCES }, (_, index) => `Number ${index + 1}. ${line}`).join("\n");
  await beginRound(page, product, await openRound(product, [{ note: long, source: long }]));
  for (let step = 0; step < 15; step += 1) await press(page, "j", "1", "s");
  const marks = await readKeyTimes(page);
  await context.close();
  return [
    ...rows("verdict to next case painted", verdicts, { atMost: 50 }),
    ...rows("a key in a text of 200 kB, to painted", marks, { atMost: 100 }),
  ];
}
