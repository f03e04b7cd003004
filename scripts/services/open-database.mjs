import { setTimeout as sleep } from "node:timers/promises";
import { openCluster } from "../postgres/open-cluster.mjs";
import { identifyProcess } from "../process/identify-process.mjs";
import { CommandFailure, runCommand } from "../process/run-command.mjs";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";
import { explainFailure } from "../terminal/explain-failure.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { say } from "../terminal/step.mjs";

const WATCH_MILLISECONDS = 250;
const PAUSE_MILLISECONDS = 1_000;

/** Starts the embedded server again whenever it is gone. */
function watch(cluster) {
  let pid = cluster.pid;
  let restarting = null;
  const restart = async () => {
    say("PostgreSQL ended; starting it again.");
    try {
      pid = (await cluster.restart()).pid;
    } catch (error) {
      say(explainFailure(error));
      await sleep(PAUSE_MILLISECONDS);
    }
    restarting = null;
  };
  const timer = setInterval(() => {
    if (restarting === null && identifyProcess(pid) === null) restarting = restart();
  }, WATCH_MILLISECONDS);
  return async () => {
    clearInterval(timer);
    await restarting;
    await cluster.stop();
  };
}

/**
 * The database of a start: DATABASE_URL, or the embedded server of the home.
 * @param {string} home
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function openDatabase(home) {
  const url = process.env.DATABASE_URL;
  if (url) return { url, stop: async () => {} };
  const cluster = await openCluster(home);
  if (cluster.adopted) say("Using the PostgreSQL that an earlier start left running.");
  return { url: cluster.url, stop: watch(cluster) };
}

/** @param {NodeJS.ProcessEnv} env with DATABASE_URL */
export async function migrateDatabase(env) {
  try {
    await runCommand(process.execPath, [inCheckout("dist", "migrate.mjs")], { cwd: CHECKOUT, env });
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    throw new Refusal(error.lines.findLast((line) => line.trim() !== "") ?? error.message);
  }
}
