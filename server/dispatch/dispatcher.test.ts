import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { artifact, model, run, runAttempt, runInput } from "@/db/schema/runs";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { claimRun } from "./claim-run";
import { ownName } from "./executors/process-name";
import { settleAttempt } from "./settle-attempt";
import { addProject, addRun } from "./testing/add-runs";
import { openDispatchRig } from "./testing/dispatch-rig";

const rig = await openDispatchRig();
const { pid, started } = ownName();
const price = { perHour: 3_600, currency: "EUR" };

beforeAll(() => addProject(rig.db, "p"));
afterAll(() => rig.close());

async function claimAs(identity: string) {
  const { executor } = rig;
  const by = { executor: "local", host: executor.host, bootId: executor.bootId, preparedBy: identity, leaseSeconds: 2 };
  const claim = await claimRun(rig.services, by, [{ device: "cpu", capacity: 4 }]);
  if (!claim) throw new Error("Nothing was there to claim.");
  return claim;
}

test("a start that its own dispatcher lost on the way is given back to the queue, another one's is left alone", async () => {
  const runId = await addRun(rig.db, { projectId: "p" });
  const identity = `${pid}/${started}/own`;
  await claimAs(identity);
  const other = rig.makeDispatcher();
  await other.dispatch();
  await other.settled();
  expect((await rig.readRun(runId)).state).toBe("starting");
  const own = rig.makeDispatcher({ identity });
  await own.dispatch();
  await own.settled();
  expect(await rig.readRun(runId)).toMatchObject({ state: "queued", attempt: 1 });
  await rig.db.delete(runAttempt).where(eq(runAttempt.runId, runId));
  await rig.db.delete(run).where(eq(run.id, runId));
});

test("silent programs are given up once beats were possible for a whole lease, not before", async () => {
  const client = await addRunningAttempt(rig.db, "silent", { executor: "client" });
  const began = Date.now() + 3_600_000;
  let now = began;
  const dispatcher = rig.makeDispatcher({ now: () => new Date(now) });
  for (; now <= began + 10_000; now += 2_000) {
    await dispatcher.observe();
    await dispatcher.dispatch();
    const { state } = await rig.readRun(client.runId);
    expect(state).toBe(now < began + 8_000 ? "running" : "lost");
  }
});

test("a model that is not on this machine fails the run with what to do, and no path", async () => {
  const maker = await addRun(rig.db, { projectId: "p", state: "finished" });
  const made = { projectId: "p", id: "gone", name: "model", digest: "b".repeat(64), bytes: 1, files: 1 } as const;
  await rig.db.insert(artifact).values({ ...made, runId: maker, attempt: 1, kind: "model" });
  const origin = { source: "folder", reference: "x", artifactId: "gone", madeByRunId: maker } as const;
  await rig.db.insert(model).values({ id: "m", projectId: "p", name: "m", ...origin });
  const runId = await addRun(rig.db, { projectId: "p", stage: "generate", state: "waiting" });
  await rig.db.insert(runInput).values({ projectId: "p", runId, name: "model", modelId: "m" });
  const dispatcher = rig.makeDispatcher();
  await dispatcher.dispatch();
  const row = await rig.readRun(runId);
  expect(row).toMatchObject({ state: "failed", failure: { fault: "machine" }, cost: 0, costCurrency: "EUR" });
  expect(row.failure?.reason).toContain("not complete on this machine");
  expect(row.failure?.remedy).toContain("again");
  expect(JSON.stringify(row.failure)).not.toContain(rig.home);
});

test("an attempt that is given up costs what it was busy; one that was being cancelled is cancelled", async () => {
  const startedAt = new Date(Date.now() - 60_000);
  const lastBeatAt = new Date(startedAt.getTime() + 20_000);
  const lost = { ...(await addRunningAttempt(rig.db, "given-up", { startedAt })), startedAt, lastBeatAt };
  const cancelling = await addRunningAttempt(rig.db, "leaving", { startedAt, state: "cancelling" });
  const ending = { to: "lost", reason: "It was silent." } as const;
  expect(await settleAttempt(rig.services, lost, ending, price)).toBe(true);
  expect(await settleAttempt(rig.services, { ...cancelling, startedAt, lastBeatAt }, ending, price)).toBe(true);
  expect(await settleAttempt(rig.services, lost, ending, price)).toBe(false);
  expect(await rig.readRun(lost.runId)).toMatchObject({ state: "lost", busySeconds: 20, cost: 20 });
  expect(await rig.readRun(cancelling.runId)).toMatchObject({ state: "cancelled", busySeconds: 20, cost: 20 });
});
