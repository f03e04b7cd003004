import { existsSync } from "node:fs";
import { join } from "node:path";
import { openCluster } from "../postgres/open-cluster.mjs";
import { spawnInherited } from "../process/spawn-inherited.mjs";
import { claimHome } from "../services/claim-home.mjs";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";
import { ensureHome } from "../setup/home.mjs";
import { homeFolder } from "../setup/home-folder.mjs";
import { prepare } from "../setup/prepare.mjs";
import { Refusal } from "../terminal/refusal.mjs";

const DATA_COMMANDS = new Set(["backup", "restore", "gc"]);

/**
 * Whether these words read or write the data folder itself, so that they run where it lies. What explains them is the
 * command line's own, like the help of all others.
 * @param {readonly string[]} args
 */
export function keepsData(args) {
  return DATA_COMMANDS.has(args[0]) && !args.includes("--help") && !args.includes("-h");
}

/** Only a restore fills a folder that held nothing. */
async function openDatabase(home, { present }) {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, close: async () => {} };
  const cluster = await openCluster(home, { quiet: true, present });
  return { url: cluster.url, close: cluster.adopted ? async () => {} : cluster.stop };
}

async function runOn(home, args, present) {
  await prepare({ web: false, python: false });
  const database = await openDatabase(home, { present });
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

/**
 * `assay backup|restore|gc`, with the database up for as long as it takes. A restore holds the home like a start does:
 * neither begins while the other goes on.
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export async function keepData(args) {
  const home = homeFolder();
  if (args[0] !== "restore") {
    if (!existsSync(join(home, "objects"))) {
      throw new Refusal(`There are no data in ${home}; name their folder in ASSAY_HOME.`);
    }
    return runOn(home, args, true);
  }
  ensureHome(home);
  const claim = await claimHome(home);
  try {
    return await runOn(home, args, false);
  } finally {
    claim.release();
  }
}
