import type { Page } from "@playwright/test";
import { connectDrizzle, connectSql } from "@/db/database";
import { project } from "@/db/schema/people";
import { type BenchRow, quantile } from "@/server/bench/bench-row";
import { storeLongLog } from "@/server/bench/long-log";
import type { Product } from "./open-product";
import { watchDraws } from "./watch-draws";

const LINES = 1_000_000;
const ERROR_AT = 654_321;
const JUMPS = 10;

const row = (name: string, value: number, target: BenchRow["target"]): BenchRow => ({
  name,
  value,
  unit: "ms",
  baseline: null,
  ratio: null,
  target,
});

async function store({ databaseUrl }: Product): Promise<{ slug: string; runId: string }> {
  const forDrizzle = connectSql(databaseUrl, { max: 2 });
  const db = connectDrizzle(forDrizzle);
  try {
    const [first] = await db.select().from(project).limit(1);
    if (!first) throw new Error("There is no project to measure in.");
    const runId = await storeLongLog(db, { projectId: first.id, lines: LINES, errorAt: ERROR_AT });
    return { slug: first.slug, runId };
  } finally {
    await forDrizzle.end();
  }
}

/** Drags the scroll bar to places all over the log: until their lines stand there. */
async function measureJumps(page: Page): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let turn = 1; turn <= JUMPS; turn += 1) {
    milliseconds.push(
      await page.evaluate(
        async (share) => {
          const list = [...document.querySelectorAll("div")].find((one) => one.scrollHeight > 100_000);
          if (!list) throw new Error("There is no list of lines.");
          const began = performance.now();
          list.scrollTop = list.scrollHeight * share;
          const box = list.getBoundingClientRect();
          const shown = () =>
            document.elementFromPoint(box.left + 200, box.top + box.height / 2)?.textContent?.includes("step ") ??
            false;
          do await new Promise((done) => requestAnimationFrame(done));
          while (!shown());
          return performance.now() - began;
        },
        turn / (JUMPS + 1),
      ),
    );
  }
  return milliseconds;
}

/** From a search or a button to the line on screen. */
async function measureUntil(page: Page, act: () => Promise<void>, text: string): Promise<number> {
  const began = Date.now();
  await act();
  await page.getByText(text).first().waitFor();
  return Date.now() - began;
}

/** The log of a run with 1,000,000 lines in the browser. */
export async function benchLogs(product: Product): Promise<BenchRow[]> {
  const { slug, runId } = await store(product);
  const context = await product.signedIn();
  const page = await context.newPage();
  await watchDraws(page);
  await page.goto(`${product.url}/projects/${slug}/runs/${runId}/logs`);
  await page.getByText(`${LINES.toLocaleString("en-GB")} lines`).waitFor();
  await page.waitForTimeout(1_500);
  await page.evaluate(() => {
    window.longTasks = [];
  });
  const jumps = await measureJumps(page);
  const long = await page.evaluate(() => Math.max(0, ...window.longTasks));
  const error = await measureUntil(
    page,
    () => page.getByRole("button", { name: /First error/ }).click(),
    `step ${ERROR_AT} `,
  );
  const search = await measureUntil(
    page,
    () => page.getByRole("searchbox", { name: "Find in the logs" }).fill("step 777777 "),
    "1 of 1,000,000 lines",
  );
  await context.close();
  const name = "1,000,000 log lines";
  return [
    row(`${name}: jump anywhere until the lines stand, p50 of ${jumps.length}`, quantile(jumps, 0.5), { atMost: 250 }),
    row(`${name}: longest task while jumping`, long, { atMost: 50 }),
    row(`${name}: to the first error`, error, { atMost: 500 }),
    row(`${name}: search with one match, waiting for the hand included`, search, { atMost: 2_000 }),
  ];
}
