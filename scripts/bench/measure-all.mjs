import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openCluster } from "../postgres/open-cluster.mjs";
import { findFreePort } from "../process/find-free-port.mjs";
import { runCommand } from "../process/run-command.mjs";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";
import { ensureHome } from "../setup/home.mjs";
import { homeFolder } from "../setup/home-folder.mjs";
import { prepare } from "../setup/prepare.mjs";
import { findBrowser } from "../suites/find-browser.mjs";
import { say } from "../terminal/step.mjs";
import { chooseBenches } from "./choose-benches.mjs";
import { formatRows } from "./print-rows.mjs";
import { startProduct } from "./start-product.mjs";
import { timeStarts } from "./time-starts.mjs";

const SERVER_BENCHES = "server/bench/run-benches.ts";
const BROWSER_BENCHES = "e2e/bench/run-benches.ts";
const FIRST_PORT = 39_500;
const TSX = inCheckout("node_modules", "tsx", "dist", "cli.mjs");

async function runBenches(program, home, names, variables) {
  const file = join(home, "benches.json");
  await runCommand(process.execPath, [TSX, program, ...names, "--json", file], {
    cwd: CHECKOUT,
    env: { ...process.env, ...variables },
    onLine: say,
  });
  return JSON.parse(readFileSync(file, "utf8")).rows;
}

/** With the settings of production: a figure that does not wait for the disk would not be the product's. */
async function measureServer(home, names) {
  const cluster = await openCluster(home, { quiet: true });
  try {
    return await runBenches(SERVER_BENCHES, home, names, { ASSAY_TEST_DATABASE_URL: cluster.url });
  } finally {
    await cluster.stop();
  }
}

async function measureBrowser(home, names) {
  return runBenches(BROWSER_BENCHES, home, names, { ...(await findBrowser()), ASSAY_HOME: home });
}

/** Through HTTP: the built product by `npm start`, with what opens it on this machine. */
async function measureRoutes(home, names, env) {
  const port = await findFreePort(FIRST_PORT, () => {});
  const server = await startProduct({ ...env, ASSAY_HOME: home }, port);
  try {
    const token = readFileSync(join(home, "credential"), "utf8").trim();
    return await runBenches(SERVER_BENCHES, home, [...names, "--url", server.url, "--token", token], {});
  } finally {
    await server.stop();
  }
}

async function measure(home, { start, browser, server, routes }) {
  const { DATABASE_URL, ...shell } = process.env;
  const rows = [];
  if (start.length > 0) rows.push(...(await timeStarts({ ...shell, ASSAY_HOME: home })));
  if (browser.length > 0) rows.push(...(await measureBrowser(home, browser)));
  if (server.length > 0) rows.push(...(await measureServer(home, server)));
  if (routes.length > 0) rows.push(...(await measureRoutes(home, routes, shell)));
  return rows;
}

/**
 * `npm run bench [-- name …] [--json FILE]`: all benches, or those named; a table on standard output, and the same figures as JSON in a file.
 * @param {readonly string[]} args
 */
export async function measureAll(args) {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { json: { type: "string" } } });
  const chosen = chooseBenches(positionals);
  await prepare({});
  const home = mkdtempSync(join(tmpdir(), "assay-bench-"));
  chmodSync(home, 0o711);
  ensureHome(home);
  try {
    const rows = await measure(home, chosen);
    console.log(formatRows(rows));
    const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
    const file = values.json
      ? resolve(process.env.INIT_CWD ?? process.cwd(), values.json)
      : join(homeFolder(), "bench", `${stamp}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ rows }, null, 2)}\n`);
    say(`Written to ${file}.`);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return 0;
}
