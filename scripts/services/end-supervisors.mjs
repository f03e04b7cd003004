import { readFileSync } from "node:fs";
import { join } from "node:path";
import { endProcess } from "../process/end-process.mjs";
import { countRuns, listRunners } from "./list-runners.mjs";

/** Beyond what a stage is given: to write down how it ended and to deliver that. */
const MARGIN_SECONDS = 10;

/**
 * How long a supervisor may take: it was told itself, when it started, how long its stage has to stop.
 * @param {string} folder of its attempt
 */
export function readGraceMilliseconds(folder) {
  const { cancelGraceSeconds } = JSON.parse(readFileSync(join(folder, "launch.json"), "utf8"));
  return (cancelGraceSeconds + MARGIN_SECONDS) * 1_000;
}

/**
 * Ends the runs of a home: each supervisor makes its stage write a checkpoint and stop.
 * @param {string} home
 * @param {ReadonlySet<number>} spared processes that an earlier start had left at work
 * @returns {Promise<number>} how many runs there were
 */
export async function endSupervisors(home, spared) {
  const started = (command) => listRunners(home, command).filter(({ pid }) => !spared.has(pid));
  const supervisors = started("supervise");
  await Promise.all(
    supervisors.map(({ pid, folder }) => endProcess(pid, { graceMilliseconds: readGraceMilliseconds(folder) })),
  );
  // A supervisor that had to be killed leaves its stage behind.
  await Promise.all(started("stage").map(({ pid }) => endProcess(pid, { graceMilliseconds: 0 })));
  return countRuns(supervisors);
}
