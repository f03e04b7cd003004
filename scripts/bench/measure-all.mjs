import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openCluster } from "../postgres/open-cluster.mjs";
import { runCommand } from "../process/run-command.mjs";
import { serviceVariables } from "../services/service-variables.mjs";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";
import { ensureHome } from "../setup/home.mjs";
import { homeFolder } from "../setup/home-folder.mjs";
import { prepare } from "../setup/prepare.mjs";
import { findBrowser } from "../suites/find-browser.mjs";
import { say } from "../terminal/step.mjs";
import { measureFirstLoad } from "./measure-first-load.mjs";
import { formatRows } from "./print-rows.mjs";
import { timeStarts } from "./time-starts.mjs";

const SERVER_BENCHES = "server/bench/run-benches.ts";
const SCREEN_BENCHES = "e2e/bench/run-benches.ts";
const TSX = inCheckout("node_modules", "tsx", "dist", "cli.mjs");

/** With the settings of production: a figure that does not wait for the disk would not be the product's. */
async function measureServer(home, names) {
  const cluster = await openCluster(home, { quiet: true });
  const file = join(home, "server-benches.json");
  try {
    await runCommand(process.execPath, [TSX, SERVER_BENCHES, ...names, "--json", file], {
      cwd: CHECKOUT,
      env: { ...process.env, ASSAY_TEST_DATABASE_URL: cluster.url },
      onLine: say,
    });
    return JSON.parse(readFileSync(file, "utf8")).rows;
  } finally {
    await cluster.stop();
  }
}

/** What only a browser on the running product can tell. */
async function measureScreens(home, names) {
  const file = join(home, "screen-benches.json");
  await runCommand(process.execPath, [TSX, SCREEN_BENCHES, ...names, "--json", file], {
    cwd: CHECKOUT,
    env: { ...process.env, ...(await findBrowser()), ASSAY_HOME: home },
    onLine: say,
  });
  return JSON.parse(readFileSync(file, "utf8")).rows;
}

const OWN = { start: timeStarts, "first-load": measureFirstLoad };
const SCREENS = ["screen", "page-load"];

async function measure(home, names) {
  const { DATABASE_URL, ...shell } = process.env;
  const env = { ...shell, ASSAY_HOME: home };
  const databaseUrl = async () => {
    const cluster = await openCluster(home, { quiet: true });
    return cluster.url;
  };
  const rows = [];
  const wanted = (name) => names.length === 0 || names.includes(name);
  if (wanted("start")) rows.push(...(await timeStarts(env)));
  if (wanted("first-load")) {
    const url = await databaseUrl();
    const variables = (address) => serviceVariables({ home, url: address, databaseUrl: url, mode: "production" });
    rows.push(...(await measureFirstLoad(env, variables)));
  }
  const screens = names.filter((name) => SCREENS.includes(name));
  if (names.length === 0 || screens.length > 0) rows.push(...(await measureScreens(home, screens)));
  const server = names.filter((name) => !(name in OWN) && !SCREENS.includes(name));
  if (names.length === 0 || server.length > 0) rows.push(...(await measureServer(home, server)));
  return rows;
}

/**
 * `npm run bench [-- name …] [--json FILE]`: a table on standard output, and the same figures as JSON in a file.
 * @param {readonly string[]} args
 */
export async function measureAll(args) {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { json: { type: "string" } } });
  await prepare({});
  const home = mkdtempSync(join(tmpdir(), "assay-bench-"));
  chmodSync(home, 0o711);
  ensureHome(home);
  try {
    const rows = await measure(home, positionals);
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
