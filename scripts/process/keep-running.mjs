import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Refusal } from "../terminal/refusal.mjs";
import { say } from "../terminal/step.mjs";
import { endProcess } from "./end-process.mjs";

const FIRST_PAUSE_MILLISECONDS = 250;
const LONGEST_PAUSE_MILLISECONDS = 10_000;
const STEADY_MILLISECONDS = 30_000;
const LOG_BYTES = 16 * 1024 ** 2;
const TIE = fileURLToPath(new URL("end-with-launcher.mjs", import.meta.url));

function openLog(file) {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

/** @param {string} file */
export function lastLine(file) {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.findLast((line) => /error|cannot|refused|failed/i.test(line)) ?? lines.at(-1) ?? "";
}

/**
 * A Node program that is started again, a little later each time, whenever it ends by itself.
 * @param {{ name: string, args: string[], cwd: string, env: NodeJS.ProcessEnv, logFile: string, tied?: boolean, onStart?: (pid: number) => void, triesBeforeReady?: number }} options
 */
export function keepRunning({ name, args, cwd, env, logFile, tied = true, onStart, triesBeforeReady = 3 }) {
  let child = null;
  let stopping = false;
  let ready = false;
  let pause = FIRST_PAUSE_MILLISECONDS;
  let timer;
  let quickEnds = 0;
  let giveUp = () => {};
  const failure = new Promise((_resolve, reject) => {
    giveUp = reject;
  });
  failure.catch(() => {});

  const start = () => {
    const began = Date.now();
    const log = openLog(logFile);
    child = spawn(process.execPath, [...(tied ? ["--import", TIE] : []), ...args], {
      cwd,
      env,
      // A group of its own: Ctrl-C reaches the launcher alone, which ends its services in order.
      detached: true,
      stdio: ["ignore", log, log, tied ? "pipe" : "ignore"],
    });
    closeSync(log);
    if (child.pid) onStart?.(child.pid);
    child.once("exit", (code, signal) => {
      if (stopping) return;
      if (Date.now() - began > STEADY_MILLISECONDS) pause = FIRST_PAUSE_MILLISECONDS;
      quickEnds += 1;
      const how = signal ? `was ended by ${signal}` : `ended with ${code}`;
      if (!ready && quickEnds >= triesBeforeReady) {
        giveUp(new Refusal(`${name} ${how} before it was ready: ${lastLine(logFile)} (log: ${logFile})`));
        return;
      }
      say(`${name} ${how}; starting it again in ${pause / 1000} s (log: ${logFile}).`);
      timer = setTimeout(start, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS);
    });
  };

  start();
  return {
    /** Rejects when it never came up. */
    failure,
    markReady: () => {
      ready = true;
    },
    stop: async (graceMilliseconds = 10_000) => {
      stopping = true;
      clearTimeout(timer);
      if (child?.pid && child.exitCode === null && child.signalCode === null) {
        await endProcess(child.pid, { group: true, graceMilliseconds });
      }
    },
  };
}
