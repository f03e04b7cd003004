import { spawnSync } from "node:child_process";
import { readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { identifyProcess } from "../process/identify-process.mjs";

// Lines of postmaster.pid: src/include/utils/pidfile.h of PostgreSQL.
const LINE = { pid: 0, socket: 4, status: 7 };

function servesFolder(pid, data) {
  if (identifyProcess(pid) === null) return false;
  if (process.platform === "linux") {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    } catch {
      return false;
    }
  }
  return /postgres/.test(spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout);
}

/**
 * The server that runs on a data folder. A number that after a reboot belongs to another program is nobody.
 * @param {string} data
 * @returns {{ pid: number, socket: string, status: string } | "stale" | null}
 */
export function readPostmaster(data) {
  let lines;
  try {
    lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return null;
    throw error;
  }
  const pid = Number(lines[LINE.pid]);
  if (!servesFolder(pid, data)) return "stale";
  return { pid, socket: lines[LINE.socket] ?? "", status: lines[LINE.status]?.trim() ?? "starting" };
}
