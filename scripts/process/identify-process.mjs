import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const BOOT_FILE = "/proc/sys/kernel/random/boot_id";

/**
 * When a process began, in words that no other process with the same number shares; null when there is none.
 * @param {number} pid
 * @returns {string | null}
 */
export function identifyProcess(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The second field is the program's name in brackets and may hold spaces; the fields behind it do not.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (fields[0] === "Z") return null;
      return `${readFileSync(BOOT_FILE, "utf8").trim()}/${fields[19]}`;
    } catch {
      return null;
    }
  }
  const listed = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return listed.status === 0 ? listed.stdout.trim() || null : null;
}

/**
 * @param {{ pid: number, identity: string | null }} record
 */
export function isStillRunning(record) {
  return record.identity !== null && identifyProcess(record.pid) === record.identity;
}
