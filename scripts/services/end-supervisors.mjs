import { endProcess } from "../process/end-process.mjs";
import { countRuns, listRunners } from "./list-runners.mjs";

const GRACE_MILLISECONDS = 20_000;

/**
 * Ends the runs of a home: each supervisor makes its stage write a checkpoint and stop.
 * @param {string} home
 * @param {ReadonlySet<number>} spared processes that an earlier start had left at work
 * @returns {Promise<number>} how many runs there were
 */
export async function endSupervisors(home, spared) {
  const started = (command) => listRunners(home, command).filter(({ pid }) => !spared.has(pid));
  const supervisors = started("supervise");
  await Promise.all(supervisors.map(({ pid }) => endProcess(pid, { graceMilliseconds: GRACE_MILLISECONDS })));
  // A supervisor that had to be killed leaves its stage behind.
  await Promise.all(started("stage").map(({ pid }) => endProcess(pid, { graceMilliseconds: 0 })));
  return countRuns(supervisors);
}
