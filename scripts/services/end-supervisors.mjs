import { readFileSync } from "node:fs";
import { join } from "node:path";
import { endProcess } from "../process/end-process.mjs";
import { countRuns, listRunners } from "./list-runners.mjs";

/** Where nobody can say any more what the supervisor was told; `ASSAY_CANCEL_GRACE_SECONDS` where nothing is set. */
const USUAL_GRACE_SECONDS = 30;
/** Beyond what a stage is given: to write down how it ended and to deliver that. */
const MARGIN_SECONDS = 10;

function readLaunchFile(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, "launch.json"), "utf8"));
  } catch {
    // Removed with its run, or cut short by a full disk: the process is ended all the same.
    return null;
  }
}

/**
 * How long a supervisor may take: it was told itself, when it started, how long its stage has to stop.
 * @param {string} folder of its attempt
 */
export function readGraceMilliseconds(folder) {
  const told = Number(readLaunchFile(folder)?.cancelGraceSeconds ?? USUAL_GRACE_SECONDS);
  return (told + MARGIN_SECONDS) * 1_000;
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
