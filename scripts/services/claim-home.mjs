import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endProcess } from "../process/end-process.mjs";
import { identifyProcess, isStillRunning } from "../process/identify-process.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { say } from "../terminal/step.mjs";

const FILE = "launcher.json";

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/**
 * The launcher that runs a home now, or null.
 * @param {string} home
 */
export function readLauncher(home) {
  const found = read(join(home, FILE));
  return found && isStillRunning(found) ? found : null;
}

/**
 * One launcher a home. What a killed one left running is ended first.
 * @param {string} home
 */
export async function claimHome(home) {
  const file = join(home, FILE);
  const before = read(file);
  if (before && before.pid !== process.pid && isStillRunning(before)) {
    const where = before.url ? ` at ${before.url}` : "";
    throw new Refusal(
      `Assay already runs on ${home}${where} (process ${before.pid}); stop it first, or name another folder in ASSAY_HOME.`,
    );
  }
  for (const [name, service] of Object.entries(before?.services ?? {})) {
    if (!isStillRunning(service)) continue;
    say(`Ending the ${name} that an earlier start left running (process ${service.pid}).`);
    await endProcess(service.pid, { group: true, graceMilliseconds: 5_000 });
  }
  const record = { pid: process.pid, identity: identifyProcess(process.pid), url: null, services: {} };
  const write = () => {
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, `${JSON.stringify(record)}\n`, { mode: 0o600 });
    renameSync(partial, file);
  };
  write();
  return {
    /** @param {string} name @param {number} pid */
    noteService: (name, pid) => {
      record.services[name] = { pid, identity: identifyProcess(pid) };
      write();
    },
    /** @param {string} url */
    noteUrl: (url) => {
      record.url = url;
      write();
    },
    release: () => rmSync(file, { force: true }),
  };
}
