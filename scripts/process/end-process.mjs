import { setTimeout as sleep } from "node:timers/promises";
import { identifyProcess } from "./identify-process.mjs";

const POLL_MILLISECONDS = 15;

/**
 * Sends a signal; false when there is no such process any more.
 * @param {number} pid negative: the process group
 * @param {NodeJS.Signals} signal
 */
export function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH") return false;
    throw error;
  }
}

/**
 * @param {number} pid
 * @param {number} milliseconds
 * @returns {Promise<boolean>} whether it ended in time
 */
export async function waitForEnd(pid, milliseconds) {
  const before = identifyProcess(pid);
  const deadline = Date.now() + milliseconds;
  while (before !== null && identifyProcess(pid) === before) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_MILLISECONDS);
  }
  return true;
}

/**
 * Asks a process, or with `group` its whole group, to end, and kills it after the grace.
 * @param {number} pid
 * @param {{ signal?: NodeJS.Signals, graceMilliseconds?: number, group?: boolean }} options
 */
export async function endProcess(pid, { signal = "SIGTERM", graceMilliseconds = 10_000, group = false } = {}) {
  const target = group ? -pid : pid;
  if (!signalProcess(target, signal)) return;
  if (await waitForEnd(pid, graceMilliseconds)) return;
  signalProcess(target, "SIGKILL");
  await waitForEnd(pid, 5_000);
}
