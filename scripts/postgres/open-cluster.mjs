import { existsSync } from "node:fs";
import { join } from "node:path";
import { folderSize } from "../setup/folder-size.mjs";
import { readSecret } from "../setup/home.mjs";
import { requireFreeSpace } from "../setup/require-free-space.mjs";
import { formatBytes } from "../terminal/format-quantity.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { say, step } from "../terminal/step.mjs";
import { clusterPlace } from "./cluster-place.mjs";
import { clusterUrl, initialiseCluster } from "./initialise-cluster.mjs";
import { locateBinaries } from "./locate-binaries.mjs";
import { startCluster } from "./start-cluster.mjs";
import { stopCluster } from "./stop-cluster.mjs";
import { unprivilegedUser } from "./unprivileged-user.mjs";

const NEW_NEEDS_BYTES = 150 * 1024 ** 2;
const STARTING_NEEDS_BYTES = 40 * 1024 ** 2;

async function initialise(place, binaries, user, password, quiet) {
  const make = () => initialiseCluster(place, binaries, user, password);
  if (quiet) return make();
  await step(`PostgreSQL ${binaries.major}`, async () => {
    await make();
    return { detail: formatBytes(folderSize(place.data)) };
  });
  if (user) say(`  PostgreSQL does not run as root: it runs as ${user.name}, and its data lie in ${place.data}.`);
}

/**
 * The embedded PostgreSQL of a home, running.
 * @param {string} home
 * @param {{ settings?: Record<string, string>, quiet?: boolean, present?: boolean }} options `present`: make none
 */
export async function openCluster(home, { settings, quiet = false, present = false } = {}) {
  const user = unprivilegedUser();
  const binaries = locateBinaries(user);
  const place = clusterPlace(home, binaries.major, user);
  const isNew = !existsSync(join(place.data, "PG_VERSION"));
  if (isNew && present) {
    throw new Refusal(`There is no database in ${home}; name the folder of your data in ASSAY_HOME, or DATABASE_URL.`);
  }
  const password = readSecret(home, "database-password");
  requireFreeSpace(place.base, isNew ? NEW_NEEDS_BYTES : STARTING_NEEDS_BYTES, "the database");
  if (isNew) await initialise(place, binaries, user, password, quiet);
  const start = () => startCluster(place, { binaries, user, settings, logFile: join(home, "logs", "postgres.log") });
  const { pid, adopted } = await start();
  return {
    url: clusterUrl(place, password),
    pid,
    adopted,
    data: place.data,
    restart: start,
    stop: () => stopCluster(place.data),
  };
}
