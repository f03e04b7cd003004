import { endProcess } from "../process/end-process.mjs";
import { listSupervisors } from "./list-supervisors.mjs";

const GRACE_MILLISECONDS = 20_000;

/**
 * Ends the runs of a home: each supervisor makes its stage write a checkpoint and stop.
 * @param {string} home
 * @param {ReadonlySet<number>} spared those that an earlier start had left to their work
 * @returns {Promise<number>} how many there were
 */
export async function endSupervisors(home, spared) {
  const pids = listSupervisors(home).filter((pid) => !spared.has(pid));
  // A supervisor leads the group of its stage: nothing of it is left when the grace is over.
  await Promise.all(pids.map((pid) => endProcess(pid, { graceMilliseconds: GRACE_MILLISECONDS })));
  return pids.length;
}
