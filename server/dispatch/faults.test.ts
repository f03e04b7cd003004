import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { logLine } from "@/db/schema/logs";
import { cancelRun } from "../runs/cancel-run";
import { launchRun } from "../runs/launch-run";
import { retryRun } from "../runs/retry-run";
import type { Dispatcher } from "./dispatcher";
import { processesWithVariable } from "./executors/process-name";
import { addProject } from "./testing/add-runs";
import { openDispatchRig } from "./testing/dispatch-rig";

// Real Python processes start here; on a busy machine each takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const rig = await openDispatchRig();
let dispatcher: Dispatcher;

beforeAll(async () => {
  await addProject(rig.db, "p", ["ada"]);
  dispatcher = rig.makeDispatcher();
  dispatcher.start();
});
afterAll(async () => {
  await dispatcher.stop();
  await rig.close();
});

/** Prints a number every 10 ms; a child of its own must not survive it either. */
const COUNTER = "n=0; sleep 1000 & while [ $n -lt LAST ]; do echo line $n; n=$((n+1)); sleep 0.01; done";

async function launchCounter(lines: number): Promise<string> {
  const config = { arguments: ["sh", "-c", COUNTER.replace("LAST", String(lines))] };
  const request = { stage: "command", config, inputs: {}, priority: 0, note: "", tags: [] };
  return (await launchRun(rig.services, { projectId: "p", userId: "ada" }, request)).runId;
}

function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0];
  } catch {
    return undefined;
  }
}

async function startedCounter(): Promise<{ runId: string; supervisor: number; stage: number[] }> {
  const runId = await launchCounter(100_000);
  await rig.untilState(runId, "running");
  await sleep(300);
  const attempt = await rig.readAttempt(runId, 1);
  const supervisor = attempt?.supervisorPid ?? 0;
  const stage = livingOf(runId, 1)
    .map((found) => found.pid)
    .filter((pid) => commandOf(pid) === "sh");
  return { runId, supervisor, stage };
}

const livingOf = (runId: string, attempt: number) => processesWithVariable("ASSAY_ATTEMPT", `${runId}/${attempt}`);

/** Every event of the journal is stored, once, and no process is left. */
async function expectNothingLost(runId: string, attempt: number): Promise<void> {
  const journal = rig.readJournal(runId, attempt);
  const sequences = journal.map((event) => event.sequence);
  expect(sequences).toEqual(sequences.map((_, at) => at + 1));
  await rig.until(
    "everything shipped",
    async () => (await rig.readAttempt(runId, attempt))?.sequence === sequences.length,
  );
  const written = journal.filter((event) => event.type === "log").flatMap((event) => event.lines);
  const stored = await rig.db.select().from(logLine).where(eq(logLine.runId, runId)).orderBy(logLine.number);
  const ofAttempt = stored.filter((line) => line.attempt === attempt).map((line) => line.text);
  expect(ofAttempt).toEqual(written.map((line: { text: string }) => line.text));
  await rig.until("no process left", async () => livingOf(runId, attempt).length === 0);
}

test("a run ends by itself, with every line", async () => {
  const runId = await launchCounter(20);
  await rig.untilState(runId, "finished");
  await expectNothingLost(runId, 1);
});

test("SIGKILL to the stage: failed, and the reason says so", async () => {
  const { runId, stage } = await startedCounter();
  for (const pid of stage) process.kill(pid, "SIGKILL");
  const row = await rig.untilState(runId, "failed", "lost");
  expect(row.state).toBe("failed");
  expect(row.failure?.reason).toMatch(/kill/i);
  await expectNothingLost(runId, 1);
});

test("SIGKILL to the supervisor: lost at once, its stage ended, its last lines shipped, a retry goes through", async () => {
  const { runId, supervisor } = await startedCounter();
  process.kill(supervisor, "SIGKILL");
  const row = await rig.untilState(runId, "lost");
  expect(row.failure).toMatchObject({ fault: "machine", reason: expect.stringContaining("supervisor process ended") });
  await expectNothingLost(runId, 1);
  await retryRun(rig.services, { projectId: "p", runId });
  await rig.untilState(runId, "running");
  expect((await rig.readRun(runId)).attempt).toBe(2);
  await cancelRun(rig.services, { projectId: "p", runId });
  await rig.untilState(runId, "cancelled");
  await expectNothingLost(runId, 2);
});

test("SIGKILL to both: lost, with everything that was written", async () => {
  const { runId, supervisor, stage } = await startedCounter();
  for (const pid of [supervisor, ...stage]) process.kill(pid, "SIGKILL");
  await rig.untilState(runId, "lost");
  await expectNothingLost(runId, 1);
});

test("SIGKILL to the supervisor while the server is away: nothing is judged until it is back, then all is shipped", async () => {
  const { runId, supervisor } = await startedCounter();
  await rig.takeServerAway();
  await sleep(1_500);
  process.kill(supervisor, "SIGKILL");
  await sleep(1_500);
  expect((await rig.readRun(runId)).state).toBe("running");
  const stored = (await rig.readAttempt(runId, 1))?.sequence ?? 0;
  expect(rig.readJournal(runId, 1).length).toBeGreaterThan(stored);
  await rig.bringServerBack();
  await rig.untilState(runId, "lost");
  await expectNothingLost(runId, 1);
});

test("a server that is away for longer than a lease costs no run", async () => {
  const { runId } = await startedCounter();
  await rig.takeServerAway();
  await sleep(3_000);
  await rig.bringServerBack();
  await sleep(8_000);
  expect((await rig.readRun(runId)).state).toBe("running");
  await cancelRun(rig.services, { projectId: "p", runId });
  await rig.untilState(runId, "cancelled");
  await expectNothingLost(runId, 1);
});

test("a supervisor that stands still is lost when its lease is over", async () => {
  const { runId, supervisor } = await startedCounter();
  process.kill(supervisor, "SIGSTOP");
  const row = await rig.untilState(runId, "lost");
  expect(row.failure?.reason).toContain("no sign of life for 2 seconds");
  await expectNothingLost(runId, 1);
});

test("a dispatcher that is gone changes nothing for what runs; the next one takes over", async () => {
  const { runId } = await startedCounter();
  await dispatcher.stop();
  const waiting = await launchCounter(5);
  await sleep(500);
  expect((await rig.readRun(waiting)).state).toBe("queued");
  expect((await rig.readRun(runId)).state).toBe("running");
  dispatcher = rig.makeDispatcher();
  dispatcher.start();
  await rig.untilState(waiting, "finished");
  await cancelRun(rig.services, { projectId: "p", runId });
  await rig.untilState(runId, "cancelled");
  await expectNothingLost(runId, 1);
});
