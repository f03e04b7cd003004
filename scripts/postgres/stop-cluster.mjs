import { endProcess, signalProcess, waitForEnd } from "../process/end-process.mjs";
import { readPostmaster } from "./read-postmaster.mjs";

const GRACE_MILLISECONDS = 30_000;

/**
 * Stops the server of a data folder: transactions in flight are rolled back, nothing acknowledged is lost.
 * @param {string} data
 */
export async function stopCluster(data) {
  const running = readPostmaster(data);
  if (running === null || running === "stale") return;
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one, which the next start recovers from.
  if (!signalProcess(running.pid, "SIGINT") || (await waitForEnd(running.pid, GRACE_MILLISECONDS))) return;
  await endProcess(running.pid, { signal: "SIGQUIT" });
}
