import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sql } from "@/db/database";

export const VICTIMS = ["trainer", "supervisor", "web", "dispatcher", "postgres"] as const;
export type Victim = (typeof VICTIMS)[number];

function readWords(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch (error) {
    // It ended between the listing and the look.
    if (error instanceof Error && "code" in error) return [];
    throw error;
  }
}

/** Processes `python -m runners <command> <home>/runs/…`. */
function runnerPids(home: string, command: "supervise" | "stage"): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      const words = readWords(pid);
      return (
        words.includes("runners") &&
        words.includes(command) &&
        words.some((word) => word.startsWith(join(home, "runs")))
      );
    })
    .map(Number);
}

function servicePids(home: string, name: "web" | "dispatcher"): number[] {
  const record = JSON.parse(readFileSync(join(home, "launcher.json"), "utf8"));
  return [record.services?.[name]?.pid].filter((pid) => typeof pid === "number");
}

/** The parent of every backend. */
async function postmasterPids(sql: Sql): Promise<number[]> {
  const [row] = await sql`select pg_backend_pid() as pid`;
  return [parentOf(Number(row?.pid))].filter((pid) => pid > 1);
}

function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch (error) {
    if (error instanceof Error && "code" in error) return 0;
    throw error;
  }
}

/** What carries this name now; a supervisor's guard looks like it, but is its child. */
export async function findVictims(victim: Victim, home: string, sql: Sql): Promise<number[]> {
  if (victim === "trainer") return runnerPids(home, "stage");
  if (victim === "supervisor") {
    const pids = runnerPids(home, "supervise");
    return pids.filter((pid) => !pids.includes(parentOf(pid)));
  }
  if (victim === "postgres") return postmasterPids(sql);
  return servicePids(home, victim);
}
