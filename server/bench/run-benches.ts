import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { BenchRow } from "./bench-row";
import { ROUTE_BENCHES, SERVER_BENCHES } from "./benches";

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
 * or in the file. Benches of routes need the address of a running server and an API token of it; without a name all
 * are run that can be.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, url: { type: "string" }, token: { type: "string" } },
});
const { url, token } = values;
const running = url && token ? { url, token } : null;

function refuse(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

const known = [...Object.keys(SERVER_BENCHES), ...Object.keys(ROUTE_BENCHES)];
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) refuse(`There is no bench "${unknown[0]}". There are: ${known.join(", ")}.`);
const route = positionals.find((name) => name in ROUTE_BENCHES);
if (route && !running) refuse(`The bench ${route} measures a running server: name it by --url and --token.`);

const isWanted = (name: string) => positionals.length === 0 || positionals.includes(name);
const rows: BenchRow[] = [];
const keep = (measured: readonly BenchRow[]) => {
  print(measured);
  rows.push(...measured);
};
for (const [name, bench] of Object.entries(SERVER_BENCHES)) if (isWanted(name)) keep(await bench());
for (const [name, bench] of Object.entries(ROUTE_BENCHES)) if (running && isWanted(name)) keep(await bench(running));
const json = `${JSON.stringify({ rows }, null, 2)}\n`;
if (values.json) writeFileSync(values.json, json);
else process.stdout.write(json);
