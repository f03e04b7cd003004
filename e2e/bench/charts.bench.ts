import type { Page } from "@playwright/test";
import { connectDrizzle, connectSql } from "@/db/database";
import { project } from "@/db/schema/people";
import { type BenchRow, quantile } from "@/server/bench/bench-row";
import { storeLongRuns, storeWideRun } from "@/server/bench/large-series";
import type { Product } from "./open-product";
import { paintedAt, startCounting, watchDraws } from "./watch-draws";

const RUNS = 100;
const POINTS = 1_000_000;
const KEYS = 2_000;
const METRIC = "train/loss";
const ZOOMS = 12;
const OPENINGS = 3;
const DRAWN = { atMost: 500 };
const ANSWERED = { atMost: 100 };

const row = (name: string, value: number, baseline: number | null, target: BenchRow["target"]): BenchRow => ({
  name,
  value,
  unit: "ms",
  baseline,
  ratio: baseline === null ? null : baseline / value,
  target,
});

async function store({ databaseUrl }: Product): Promise<string> {
  const forDrizzle = connectSql(databaseUrl, { max: 2 });
  const db = connectDrizzle(forDrizzle);
  try {
    const [first] = await db.select().from(project).limit(1);
    if (!first) throw new Error("There is no project to measure in.");
    await storeLongRuns(db, { projectId: first.id, runs: RUNS, points: POINTS, key: METRIC });
    await storeWideRun(db, { projectId: first.id, keys: KEYS });
    return first.slug;
  } finally {
    await forDrizzle.end();
  }
}

/** From the navigation, which is where the page's own clock begins, to the picture of all lines. */
async function measureOpenings(page: Page, address: string): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let turn = 0; turn < OPENINGS; turn += 1) {
    await page.goto(address);
    milliseconds.push(await paintedAt(page, 0, RUNS));
    await page.waitForTimeout(1_500);
  }
  return milliseconds;
}

/** Another axis is another question: from the click to the picture of all lines. */
async function measureAsked(page: Page): Promise<number[]> {
  const milliseconds: number[] = [];
  for (const axis of ["Relative", "Time", "Step"]) {
    await page.getByText(`${RUNS} of ${RUNS} series shown`).waitFor();
    const began = await startCounting(page);
    await page.getByRole("button", { name: axis, exact: true }).click();
    milliseconds.push((await paintedAt(page, 0, RUNS)) - began);
  }
  return milliseconds;
}

/** Drags over the chart: when the nearer picture stood, and when it had its own resolution. */
async function measureZooms(page: Page): Promise<{ first: number[]; sharp: number[]; drawing: number[] }> {
  const plot = page.getByRole("slider", { name: new RegExp(METRIC) });
  const [first, sharp, drawing]: [number[], number[], number[]] = [[], [], []];
  for (let turn = 0; turn < ZOOMS; turn += 1) {
    const box = await plot.boundingBox();
    if (!box) throw new Error("The chart has no place.");
    const middle = box.y + box.height / 2;
    const from = box.x + box.width * (0.05 + turn / 40);
    await page.mouse.move(from, middle);
    await page.mouse.down();
    await page.mouse.move(from + box.width * 0.4, middle, { steps: 4 });
    const began = await startCounting(page);
    await page.mouse.up();
    first.push((await paintedAt(page, 0, RUNS)) - began);
    sharp.push((await paintedAt(page, 1, RUNS)) - began);
    drawing.push(...(await page.evaluate(() => window.drawn.map((one) => one.at - one.began))));
    await plot.dblclick();
    await page.waitForTimeout(400);
  }
  return { first, sharp, drawing };
}

/** The same picture as elements, as the product draws few lines: from text to the painted frame. */
async function measureElements(page: Page): Promise<number> {
  await page.getByRole("button", { name: `Copy or save ${METRIC}` }).click();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Save SVG" }).click(),
  ]);
  const stream = await saved.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return page.evaluate(async (svg) => {
    const place = document.createElement("div");
    place.style.cssText = "position:fixed;inset:0;z-index:1000;background:white";
    document.body.append(place);
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    const began = performance.now();
    place.innerHTML = svg;
    await frame();
    await frame();
    const took = performance.now() - began;
    place.remove();
    return took;
  }, Buffer.concat(parts).toString());
}

/** The page is as long as all charts, and those that can be seen are named. */
async function measureKeys(page: Page, base: string): Promise<BenchRow[]> {
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelectorAll("[data-chart]").length < 24) requestAnimationFrame(look);
      else requestAnimationFrame(() => performance.mark("listed"));
    };
    look();
  });
  await page.goto(`${base}/runs/wide-run/charts`);
  await page.waitForFunction(() => performance.getEntriesByName("listed").length > 0);
  await page.waitForTimeout(2_000);
  const times = await page.evaluate(async () => {
    const answers = performance.getEntriesByType("resource").filter((one) => one.name.includes("sharedKeys"));
    const first = (time: (one: PerformanceResourceTiming) => number) =>
      Math.min(...answers.filter((one) => one instanceof PerformanceResourceTiming).map(time));
    const painted = performance.getEntriesByName("listed")[0]?.startTime ?? Number.NaN;
    const listed = painted - first((one) => one.responseEnd);
    const asked = painted - first((one) => one.startTime);
    const field = document.querySelector<HTMLInputElement>('input[aria-label="Find a metric"]');
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    if (!field || !write) throw new Error("There is no field to search with.");
    const began = performance.now();
    write.call(field, "layer_1234/");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    while (document.querySelectorAll("[data-chart]").length !== 1) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return { listed, asked, found: performance.now() - began };
  });
  return [
    row("2,000 metrics: from the request to all names painted", times.asked, null, ANSWERED),
    row("2,000 metrics: from the answer to the list painted", times.listed, null, ANSWERED),
    row("2,000 metrics: from typing to the one found", times.found, null, ANSWERED),
  ];
}

/** The largest chart, zooms into it, and a run with very many metrics. */
export async function benchCharts(product: Product): Promise<BenchRow[]> {
  const slug = await store(product);
  const context = await product.signedIn();
  const page = await context.newPage();
  await watchDraws(page);
  const base = `${product.url}/projects/${slug}`;
  const opened = await measureOpenings(page, `${base}/charts?filter=long&q=${encodeURIComponent(METRIC)}&columns=1`);
  const asked = await measureAsked(page);
  const { first, sharp, drawing } = await measureZooms(page);
  const elements = await measureElements(page);
  const long = await page.evaluate(() => Math.max(0, ...window.longTasks));
  const keys = await measureKeys(page, base);
  await context.close();
  const name = "100 runs x 1,000,000 points in one chart";
  return [
    row(`${name}: from navigation to the first picture, worst of ${opened.length}`, Math.max(...opened), null, DRAWN),
    row(`${name}: from asking to painted, worst of ${asked.length}`, Math.max(...asked), null, DRAWN),
    row(`${name}: drawing alone until painted, p50, against the same as SVG`, quantile(drawing, 0.5), elements, null),
    row(`${name}: zoom to the nearer picture, p50 of ${first.length}`, quantile(first, 0.5), null, ANSWERED),
    row(`${name}: zoom to the nearer picture, worst`, Math.max(...first), null, ANSWERED),
    row(`${name}: zoom until read anew and painted, p50`, quantile(sharp, 0.5), null, ANSWERED),
    row(`${name}: zoom until read anew and painted, worst`, Math.max(...sharp), null, ANSWERED),
    row(`${name}: longest task of the page`, long, null, null),
    ...keys,
  ];
}
