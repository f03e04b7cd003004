import type { Page } from "@playwright/test";
import type { BenchRow } from "@/server/bench/bench-row";
import { startClock } from "./clock-program";
import type { Product } from "./open-product";

const TARGET_KIB = 180;
const QUIET_MILLISECONDS = 1_000;

/** Bytes of JavaScript on the wire from an empty cache until the page has been quiet for a second. */
async function measureScripts(page: Page, address: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  let newest = Date.now();
  session.on("Network.responseReceived", ({ type, requestId }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (!scripts.has(requestId)) return;
    bytes += encodedDataLength;
    newest = Date.now();
  });
  await session.send("Network.enable");
  await session.send("Network.clearBrowserCache");
  await page.goto(address);
  while (Date.now() - newest < QUIET_MILLISECONDS) await page.waitForTimeout(100);
  await session.detach();
  return bytes / 1024;
}

/** What a cold browser really fetches: first load and whatever the page asks for by itself after it. */
export async function benchFirstLoad(product: Product): Promise<BenchRow[]> {
  const context = await product.signedIn();
  const page = await context.newPage();
  await page.goto(product.url);
  await page.waitForURL(/\/projects\//);
  const project = page.url();
  const run = await startClock({ home: product.home, startSeconds: 0, events: 50, betweenSeconds: 0.01 });
  run.begin();
  await run.ended;
  const baseline = await measureScripts(page, `${product.url}/sign-in`);
  const row = async (name: string, address: string, target: BenchRow["target"]): Promise<BenchRow> => {
    const value = await measureScripts(page, address);
    return { name, value, unit: "KiB", baseline, ratio: baseline / value, target };
  };
  const rows = [
    await row("JavaScript that a cold browser fetches for the runs page", `${project}/runs`, { atMost: TARGET_KIB }),
    await row("JavaScript that a cold browser fetches for a run page with charts", run.address, null),
  ];
  await context.close();
  return rows;
}
