import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

function commandLines() {
  if (process.platform !== "linux") {
    const { stdout } = spawnSync("ps", ["-axo", "pid=,command="], { encoding: "utf8", maxBuffer: 64 * 1024 ** 2 });
    return stdout.split("\n").map((line) => [Number.parseInt(line, 10), line.replace(/^\s*\d+\s*/, "").split(" ")]);
  }
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => {
    try {
      return [Number(pid), readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")];
    } catch {
      return [Number(pid), []];
    }
  });
}

/**
 * The processes of runs of this home: `python -m runners supervise|stage <home>/runs/…`.
 * @param {string} home
 * @param {"supervise" | "stage"} command
 * @returns {{ pid: number, folder: string }[]} a run may have more than one
 */
export function listRunners(home, command) {
  const runs = join(home, "runs", "/");
  return commandLines().flatMap(([pid, words]) => {
    const folder = words.includes(command) ? words.find((word) => word.startsWith(runs)) : undefined;
    return folder === undefined ? [] : [{ pid, folder }];
  });
}

/** @param {readonly { folder: string }[]} processes */
export function countRuns(processes) {
  return new Set(processes.map(({ folder }) => folder)).size;
}
