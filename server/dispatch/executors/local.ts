import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AttemptProcess, Executor, ProcessName, Slot } from "./executor";
import { findSlots, parseSlots } from "./local-slots";
import { isAlive, processesWithVariable, processStarted, readBootId } from "./process-name";

const ATTEMPT_VARIABLE = "ASSAY_ATTEMPT";
const KILL_ROUNDS = 20;

export type LocalOptions = { python: string; checkout: string; slots: string; environment: NodeJS.ProcessEnv };

function marker(of: { runId: string; attempt: number }): string {
  return `${of.runId}/${of.attempt}`;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function spawnSupervisor(options: LocalOptions, of: { runId: string; attempt: number; folder: string }) {
  const log = openSync(join(of.folder, "supervisor.log"), "a", 0o600);
  try {
    return spawn(options.python, ["-m", "runners", "supervise", of.folder], {
      cwd: options.checkout,
      env: { ...options.environment, [ATTEMPT_VARIABLE]: marker(of) },
      detached: true,
      stdio: ["ignore", log, log],
    });
  } finally {
    closeSync(log);
  }
}

/** Runs attempts as processes of this machine, each in a session of its own. */
export function createLocalExecutor(options: LocalOptions): Executor {
  const bootId = readBootId();
  let slots: Promise<Slot[]> | undefined;
  return {
    name: "local",
    host: hostname(),
    bootId,
    slots: () => {
      slots ??= options.slots ? Promise.resolve(parseSlots(options.slots)) : findSlots();
      return slots;
    },
    start: async (attempt) => {
      const child = spawnSupervisor(options, attempt);
      await new Promise<void>((resolve, reject) => {
        child.once("spawn", resolve);
        child.once("error", reject);
      });
      child.once("exit", attempt.onExit);
      child.unref();
      const pid = child.pid ?? 0;
      return { pid, started: processStarted(pid) ?? "ended at once" };
    },
    supervisorState: ({ supervisor, bootId: of }) =>
      supervisor && of === bootId && isAlive(supervisor) ? "alive" : "absent",
    requestStop: ({ supervisor }) => {
      if (supervisor && isAlive(supervisor)) signal(supervisor.pid, "SIGTERM");
    },
    killAll: async (attempt) => killAll(attempt, bootId),
    findSupervisor: (of) => {
      const found = processesWithVariable(ATTEMPT_VARIABLE, marker(of));
      return found.sort((a, b) => a.pid - b.pid)[0] ?? null;
    },
  };
}

async function killAll(attempt: AttemptProcess, bootId: string): Promise<number> {
  if (attempt.bootId !== bootId) return 0;
  const killed = new Set<number>();
  // A process may fork between the listing and the signal, so look again until nothing is found.
  for (let round = 0; round < KILL_ROUNDS; round += 1) {
    const found: ProcessName[] = processesWithVariable(ATTEMPT_VARIABLE, marker(attempt));
    if (found.length === 0) return killed.size;
    for (const { pid } of found) {
      killed.add(pid);
      signal(pid, "SIGKILL");
    }
    await sleep(50);
  }
  return killed.size;
}
