import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchApiRoute } from "./api-route.bench";
import type { Bench, BenchRow } from "./bench-row";
import { benchCurves } from "./curves.bench";
import { benchImport } from "./import.bench";
import { benchIngest } from "./ingest.bench";
import { benchIngestRoute } from "./ingest-route.bench";
import { benchLaunch } from "./launch.bench";
import { benchLive } from "./live.bench";
import { benchLiveRoute } from "./live-route.bench";
import { benchLogSearch } from "./log-search.bench";
import { benchRunsTable } from "./runs-table.bench";
import { benchSeriesRead } from "./series-read.bench";

const BENCHES: Readonly<Record<string, Bench>> = {
  "series-read": benchSeriesRead,
  curves: benchCurves,
  import: benchImport,
  ingest: benchIngest,
  live: benchLive,
  launch: benchLaunch,
  "log-search": benchLogSearch,
  "runs-table": benchRunsTable,
};

const digits = (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 3 });

function verdict({ value, target }: BenchRow): string {
  if (!target) return "";
  if ("atMost" in target) return `${value <= target.atMost ? "within" : "misses"} ${digits(target.atMost)}`;
  return `${value >= target.atLeast ? "reaches" : "misses"} ${digits(target.atLeast)}`;
}

function print(rows: readonly BenchRow[]): void {
  for (const row of rows) {
    const against = row.baseline === null ? "" : `baseline ${digits(row.baseline)}, ${digits(row.ratio ?? 0)} ×`;
    const cells = [row.name.padEnd(56), digits(row.value).padStart(10), row.unit.padEnd(9), against.padEnd(32)];
    process.stderr.write(`${cells.join(" ")} ${verdict(row)}\n`);
  }
}

/**
 * `tsx server/bench/run-benches.ts [name …] [--json FILE] [--url URL --token TOKEN]`: a table on stderr, JSON on stdout
 * or in the file. With an address and an API token the routes of that running server are measured too.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, url: { type: "string" }, token: { type: "string" } },
});
const unknown = positionals.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench "${unknown[0]}". There are: ${Object.keys(BENCHES).join(", ")}.\n`);
  process.exit(1);
}
const rows: BenchRow[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const measured = await bench();
  print(measured);
  rows.push(...measured);
}
if (values.url && values.token) {
  for (const bench of [benchLiveRoute, benchIngestRoute, benchApiRoute]) {
    const measured = await bench({ url: values.url, token: values.token });
    print(measured);
    rows.push(...measured);
  }
}
const json = `${JSON.stringify({ rows }, null, 2)}\n`;
if (values.json) writeFileSync(values.json, json);
else process.stdout.write(json);
