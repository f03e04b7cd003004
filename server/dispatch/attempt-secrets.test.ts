import { existsSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { logLine } from "@/db/schema/logs";
import { launchRun } from "../runs/launch-run";
import { writeSecret } from "../secrets/write-secret";
import type { Dispatcher } from "./dispatcher";
import { processesWithVariable } from "./executors/process-name";
import { attemptFolder } from "./prepare-attempt";
import { addProject } from "./testing/add-runs";
import { openDispatchRig, RIG_SECRET } from "./testing/dispatch-rig";

// A real supervisor starts here; on a busy machine it takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const VALUE = "of-the-registry-0123456789";
let killsNext = false;
const rig = await openDispatchRig((runId) => {
  if (!killsNext) return;
  killsNext = false;
  for (const { pid } of processesWithVariable("ASSAY_ATTEMPT", `${runId}/1`)) process.kill(pid, "SIGKILL");
});
let dispatcher: Dispatcher;

beforeAll(async () => {
  await addProject(rig.db, "p", ["ada"]);
  await writeSecret({ ...rig.services, secret: RIG_SECRET }, "ada", { projectId: "p", name: "REGISTRY", value: VALUE });
  dispatcher = rig.makeDispatcher();
  dispatcher.start();
});
afterAll(async () => {
  await dispatcher.stop();
  await rig.close();
});

async function launchProgram(secrets: string[]): Promise<string> {
  const config = { arguments: ["sh", "-c", 'echo "$REGISTRY"; echo "$REGISTRY" | wc -c'], secrets };
  const request = { stage: "command", config, inputs: {}, priority: 0, note: "", tags: [] };
  return (await launchRun(rig.services, { projectId: "p", userId: "ada" }, request)).runId;
}

test("a program gets its secret; the log shows dots and no file keeps it", async () => {
  const runId = await launchProgram(["REGISTRY"]);
  await rig.untilState(runId, "finished");
  const lines = await rig.until("both lines", async () => {
    const rows = await rig.db.select({ text: logLine.text }).from(logLine).where(eq(logLine.runId, runId));
    return rows.length >= 2 && rows.map(({ text }) => text);
  });
  expect(lines).toContain("••••••");
  expect(lines.map((text) => text.trim())).toContain(String(VALUE.length + 1));
  expect(existsSync(join(attemptFolder(rig.home, { runId, attempt: 1 }), "secrets.json"))).toBe(false);
});

test("a supervisor that dies before it has read them leaves no secrets behind", async () => {
  killsNext = true;
  const runId = await launchProgram(["REGISTRY"]);
  const { failure } = await rig.untilState(runId, "lost", "finished");
  expect(failure?.reason).toMatch(/supervisor/i);
  expect(existsSync(join(attemptFolder(rig.home, { runId, attempt: 1 }), "launch.json"))).toBe(true);
  expect(existsSync(join(attemptFolder(rig.home, { runId, attempt: 1 }), "secrets.json"))).toBe(false);
});

test("a run whose secret is not there fails before it starts and says who can write it", async () => {
  const runId = await launchProgram(["ABSENT"]);
  const { failure } = await rig.untilState(runId, "failed");
  expect(failure?.reason).toBe("This project has no secret ABSENT.");
  expect(failure?.remedy).toContain("An admin of the project");
});
