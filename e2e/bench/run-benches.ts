import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { BenchRow } from "@/server/bench/bench-row";
import { benchCharts } from "./charts.bench";
import { benchFirstLoad } from "./first-load.bench";
import { benchLogs } from "./logs.bench";
import { openProduct, type Product } from "./open-product";
import { benchRunsTableScreen } from "./runs-table.bench";
import { benchScreen } from "./screen.bench";

const BENCHES: Readonly<Record<string, (product: Product) => Promise<BenchRow[]>>> = {
  screen: benchScreen,
  "page-load": benchFirstLoad,
  "runs-screen": benchRunsTableScreen,
  charts: benchCharts,
  logs: benchLogs,
};

/** `tsx e2e/bench/run-benches.ts [name …] --json FILE`, with a scratch ASSAY_HOME. */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: "string" } } });
const home = process.env.ASSAY_HOME;
if (!home) throw new Error("ASSAY_HOME is not set: name a scratch folder.");
const product = await openProduct(home);
try {
  const rows: BenchRow[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (positionals.length === 0 || positionals.includes(name)) rows.push(...(await bench(product)));
  }
  const json = `${JSON.stringify({ rows }, null, 2)}\n`;
  if (values.json) writeFileSync(values.json, json);
  else process.stdout.write(json);
} finally {
  await product.close();
}
