import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import type { ProcessName } from "./executor";

const ON_LINUX = process.platform === "linux";

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    // The process ended, or belongs to somebody else.
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}

/** When the process began, or null when it does not live; a zombie does not live. */
export function processStarted(pid: number): string | null {
  if (ON_LINUX) {
    const stat = readOrNull(`/proc/${pid}/stat`);
    if (!stat) return null;
    // The name in parentheses may hold spaces; field 3 (state) follows it, field 22 is the start in ticks.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? null : (fields[19] ?? null);
  }
  try {
    const [state, ...started] = execFileSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], { encoding: "utf8" })
      .trim()
      .split(/\s+/);
    return !state || state.startsWith("Z") ? null : started.join(" ");
  } catch {
    return null;
  }
}

export function isAlive(process: ProcessName): boolean {
  return processStarted(process.pid) === process.started;
}

export function ownName(): ProcessName {
  return { pid: process.pid, started: processStarted(process.pid) ?? "" };
}

/** Changes when the machine starts anew. */
export function readBootId(): string {
  if (ON_LINUX) return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return execFileSync("sysctl", ["-n", "kern.boottime"], { encoding: "utf8" }).trim();
}

/** Every living process whose environment holds `NAME=value`; children inherit it, whatever session they made. */
export function processesWithVariable(name: string, value: string): ProcessName[] {
  if (!ON_LINUX) {
    const listed = execFileSync("ps", ["-axwwE", "-o", "pid=,command="], { encoding: "utf8", maxBuffer: 1 << 26 });
    return listed
      .split("\n")
      .filter((line) => line.includes(` ${name}=${value}`))
      .map((line) => ({ pid: Number.parseInt(line, 10), started: processStarted(Number.parseInt(line, 10)) ?? "" }))
      .filter((found) => found.started !== "");
  }
  const wanted = `${name}=${value}`;
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => readOrNull(`/proc/${pid}/environ`)?.split("\0").includes(wanted))
    .map((pid) => ({ pid: Number(pid), started: processStarted(Number(pid)) ?? "" }))
    .filter((found) => found.started !== "");
}
