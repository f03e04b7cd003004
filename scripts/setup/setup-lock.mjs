import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { identifyProcess, isStillRunning } from "../process/identify-process.mjs";
import { say } from "../terminal/step.mjs";
import { inCheckout } from "./checkout.mjs";

const LOCK = inCheckout("dist", "setup-lock.json");
const POLL_MILLISECONDS = 250;

function holder() {
  try {
    return JSON.parse(readFileSync(LOCK, "utf8"));
  } catch {
    return null;
  }
}

function tryToTake() {
  const partial = `${LOCK}.${process.pid}`;
  writeFileSync(partial, JSON.stringify({ pid: process.pid, identity: identifyProcess(process.pid) }));
  try {
    linkSync(partial, LOCK);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(partial, { force: true });
  }
}

/**
 * One set-up at a time in a checkout: a second start waits for the first; a lock whose holder died counts for nothing.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(work) {
  mkdirSync(inCheckout("dist"), { recursive: true });
  let said = false;
  while (!tryToTake()) {
    const other = holder();
    if (other === null || !isStillRunning(other)) {
      rmSync(LOCK, { force: true });
      continue;
    }
    if (!said) say(`Waiting for another set-up of this checkout (process ${other.pid}) …`);
    said = true;
    await sleep(POLL_MILLISECONDS);
  }
  const release = () => rmSync(LOCK, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.removeListener("exit", release);
    release();
  }
}
