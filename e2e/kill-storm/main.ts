import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { connectSql } from "@/db/database";
import { compareJournals } from "./compare-journals";
import { openSession } from "./session";
import { startApplication } from "./storm-application";
import { findVictims, VICTIMS, type Victim } from "./victims";
import { comeToRest, insist, keepBusy, prepareMaterial } from "./workload";

/** `tsx e2e/kill-storm/main.ts [--kills 100] [--port 41590] [--json FILE]`: exit code 1 when anything was lost. */
const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "100" },
    port: { type: "string", default: "41590" },
    json: { type: "string" },
  },
});
const LONGEST_CALM_MILLISECONDS = 3_000;

const home = mkdtempSync(join(tmpdir(), "assay-storm-"));
const application = await startApplication(home, Number(values.port));
const sql = connectSql(application.databaseUrl, { max: 1, idle_timeout: 1 });
const session = await openSession(home, application.url);
const python = process.env.ASSAY_PYTHON ?? ".venv/bin/python";
const killed: Record<Victim, number> = { trainer: 0, supervisor: 0, web: 0, dispatcher: 0, postgres: 0 };

async function killOne(victim: Victim): Promise<boolean> {
  const pids = await insist(() => findVictims(victim, home, sql));
  const pid = pids[Math.floor(Math.random() * pids.length)];
  if (pid === undefined) return false;
  process.kill(pid, "SIGKILL");
  killed[victim] += 1;
  return true;
}

async function storm(kills: number): Promise<void> {
  const notes = join(home, "storm.jsonl");
  execFileSync(python, ["-m", "runners", "sample-data", "--out", notes, "--dialogues", "30"], {
    stdio: "ignore",
  });
  const material = await prepareMaterial(session, notes);
  for (let done = 0; done < kills; ) {
    await insist(() => keepBusy(session, material));
    await sleep(Math.random() * LONGEST_CALM_MILLISECONDS);
    const victim = VICTIMS[Math.floor(Math.random() * VICTIMS.length)] ?? "trainer";
    // It may have ended by itself between the look and the signal; another moment will do.
    const hit = await killOne(victim).catch(() => false);
    if (!hit) continue;
    done += 1;
    process.stderr.write(`${done} of ${kills}: ${victim}\n`);
  }
}

async function allShipped(): Promise<boolean> {
  const rows = await sql`select 1 from run_attempt where shipped_at is null and supervisor_pid is not null limit 1`;
  return rows.length === 0;
}

try {
  await storm(Number(values.kills));
  await comeToRest(session, () => insist(allShipped));
  const comparison = await insist(() => compareJournals(home, sql));
  const states = await sql`select state, count(*)::int as runs from run group by state`;
  const outcomes = await sql`select outcome, failure->>'reason' as reason, count(*)::int as attempts
    from run_attempt group by 1, 2 order by 3 desc`;
  const report = `${JSON.stringify({ killed, ...comparison, states, outcomes }, null, 2)}\n`;
  if (values.json) writeFileSync(values.json, report);
  process.stdout.write(report);
  process.exitCode = comparison.differences.length === 0 ? 0 : 1;
} finally {
  await sql.end({ timeout: 2 });
  await application.stop();
  rmSync(home, { recursive: true, force: true });
}
