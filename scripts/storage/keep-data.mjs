import { existsSync } from "node:fs";
import { join } from "node:path";
import { openCluster } from "../postgres/open-cluster.mjs";
import { spawnInherited } from "../process/spawn-inherited.mjs";
import { readLauncher } from "../services/claim-home.mjs";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";
import { ensureHome } from "../setup/home.mjs";
import { homeFolder } from "../setup/home-folder.mjs";
import { prepare } from "../setup/prepare.mjs";
import { Refusal } from "../terminal/refusal.mjs";

/** Commands of the command line that read or write the data folder itself, so they run where it lies. */
export const DATA_COMMANDS = new Set(["backup", "restore", "gc"]);

async function openDatabase(home) {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, close: async () => {} };
  const cluster = await openCluster(home, { quiet: true });
  return { url: cluster.url, close: cluster.adopted ? async () => {} : cluster.stop };
}

/**
 * `assay backup|restore|gc`, with the database up for as long as it takes.
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export async function keepData(args) {
  const home = homeFolder();
  if (args[0] === "restore") {
    const running = readLauncher(home);
    if (running) throw new Refusal(`Assay runs on ${home} (process ${running.pid}); stop it, then restore.`);
  } else if (!existsSync(join(home, "objects"))) {
    throw new Refusal(`There are no data in ${home}; name their folder in ASSAY_HOME.`);
  }
  ensureHome(home);
  await prepare({ web: false, python: false });
  const database = await openDatabase(home);
  try {
    const standing = process.env.INIT_CWD ?? process.cwd();
    const env = { ...process.env, DATABASE_URL: database.url, ASSAY_HOME: home, INIT_CWD: standing };
    return await spawnInherited(process.execPath, [inCheckout("dist", "keep-data.mjs"), ...args], {
      cwd: CHECKOUT,
      env,
    });
  } finally {
    await database.close();
  }
}
