import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { BenchRow } from "@/server/bench/bench-row";
import { BROWSER_BENCHES } from "./benches";
import { openProduct } from "./open-product";

/** `tsx e2e/bench/run-benches.ts [name …] --json FILE`, with a scratch ASSAY_HOME. */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: "string" } } });
const home = process.env.ASSAY_HOME;
if (!home) throw new Error("ASSAY_HOME is not set: name a scratch folder.");
const unknown = positionals.filter((name) => !(name in BROWSER_BENCHES));
if (unknown.length > 0) {
  throw new Error(`There is no bench ${unknown.join(", ")}; there are ${Object.keys(BROWSER_BENCHES).join(", ")}.`);
}
const product = await openProduct(home);
try {
  const rows: BenchRow[] = [];
  for (const [name, bench] of Object.entries(BROWSER_BENCHES)) {
    if (positionals.length === 0 || positionals.includes(name)) rows.push(...(await bench(product)));
  }
  const json = `${JSON.stringify({ rows }, null, 2)}\n`;
  if (values.json) writeFileSync(values.json, json);
  else process.stdout.write(json);
} finally {
  await product.close();
}
