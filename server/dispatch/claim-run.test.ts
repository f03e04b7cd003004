import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { run, runAttempt } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { changeRunState } from "../runs/change-run-state";
import { type Claimer, claimRun } from "./claim-run";
import { addProject, addRun } from "./testing/add-runs";

const database = await createTestDatabase();
const { db } = database;
const claimer: Claimer = { executor: "local", host: "here", bootId: "b", preparedBy: "1/1", leaseSeconds: 30 };
let clock = Date.parse("2030-01-01T00:00:00Z");
const services = {
  db,
  now: () => {
    clock += 1_000;
    return new Date(clock);
  },
};
const oneSlot = [{ device: "cpu", capacity: 1 }];

beforeAll(async () => {
  await addProject(db, "notes", ["ada", "bo"]);
  await addProject(db, "other", ["cy"]);
});
beforeEach(() => db.delete(run));
afterAll(() => database.drop());

async function finish(runId: string): Promise<void> {
  await changeRunState(db, { runId, from: ["starting"], to: "finished" });
}

/** Claims and finishes one after the other, as one slot would. */
async function order(count: number): Promise<string[]> {
  const names: string[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const claim = await claimRun(services, claimer, oneSlot);
    if (!claim) break;
    names.push(claim.runId);
    await finish(claim.runId);
  }
  return names;
}

test("two dispatchers claim one run once", async () => {
  await addRun(db, { projectId: "notes" });
  const slots = [{ device: "cpu", capacity: 8 }];
  const claims = await Promise.all(
    Array.from({ length: 6 }, (_, at) => claimRun(services, { ...claimer, host: `host ${at % 3}` }, slots)),
  );
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  expect(await db.select().from(runAttempt)).toHaveLength(1);
});

test("a slot is taken until its run has ended, on each host by itself", async () => {
  await addRun(db, { projectId: "notes" });
  await addRun(db, { projectId: "notes" });
  await addRun(db, { projectId: "notes" });
  const first = await claimRun(services, claimer, oneSlot);
  expect(await claimRun(services, claimer, oneSlot)).toBeNull();
  expect(await claimRun(services, { ...claimer, host: "there" }, oneSlot)).not.toBeNull();
  await finish(first?.runId ?? "");
  expect(await claimRun(services, claimer, oneSlot)).not.toBeNull();
});

test("priority goes first; then projects take turns, then people, then age", async () => {
  const at = (seconds: number) => new Date(Date.parse("2029-01-01T00:00:00Z") + seconds * 1_000);
  await addRun(db, { id: "ada 1", projectId: "notes", createdBy: "ada", queuedAt: at(1) });
  await addRun(db, { id: "ada 2", projectId: "notes", createdBy: "ada", queuedAt: at(2) });
  await addRun(db, { id: "ada 3", projectId: "notes", createdBy: "ada", queuedAt: at(3) });
  await addRun(db, { id: "bo 1", projectId: "notes", createdBy: "bo", queuedAt: at(4) });
  await addRun(db, { id: "cy 1", projectId: "other", createdBy: "cy", queuedAt: at(5) });
  await addRun(db, { id: "urgent", projectId: "notes", createdBy: "ada", priority: 1, queuedAt: at(6) });
  expect(await order(6)).toEqual(["urgent", "cy 1", "bo 1", "ada 1", "ada 2", "ada 3"]);
});

test("a stage that loads a model takes an accelerator and leaves the CPU to the others", async () => {
  const slots = [
    { device: "cpu", capacity: 1 },
    { device: "cuda:0", capacity: 1 },
  ];
  await addRun(db, { id: "a", projectId: "notes", stage: "sft", queuedAt: new Date(1) });
  await addRun(db, { id: "b", projectId: "notes", stage: "sft", queuedAt: new Date(2) });
  await addRun(db, { id: "c", projectId: "notes", stage: "import-model", queuedAt: new Date(3) });
  const claims = [await claimRun(services, claimer, slots), await claimRun(services, claimer, slots)];
  expect(claims.map((claim) => [claim?.runId, claim?.device])).toEqual([
    ["a", "cuda:0"],
    ["c", "cpu"],
  ]);
  expect(await claimRun(services, claimer, slots)).toBeNull();
});

test("the CPU does not wait behind a sweep for accelerators, however long it is", async () => {
  const slots = [
    { device: "cpu", capacity: 1 },
    { device: "cuda:0", capacity: 1 },
  ];
  const sweep = Array.from({ length: 1_200 }, (_, at) => ({ id: `sweep ${at}`, at }));
  await db.insert(run).values(
    sweep.map(({ id, at }) => ({
      id,
      projectId: "notes",
      name: id,
      stage: "sft",
      state: "queued" as const,
      givenConfig: {},
      queuedAt: new Date(at),
    })),
  );
  await addRun(db, { id: "light", projectId: "notes", stage: "import-model", queuedAt: new Date(2_000) });
  const claims = [await claimRun(services, claimer, slots), await claimRun(services, claimer, slots)];
  expect(claims.map((claim) => [claim?.runId, claim?.device])).toEqual([
    ["sweep 0", "cuda:0"],
    ["light", "cpu"],
  ]);
  expect(await claimRun(services, claimer, slots)).toBeNull();
});

test("a claim makes a new attempt whose token is kept as a hash only", async () => {
  const runId = await addRun(db, { projectId: "notes", attempt: 2, resumeFromStep: 40 });
  const claim = await claimRun(services, claimer, oneSlot);
  expect(claim).toMatchObject({ runId, attempt: 3, resumeFromStep: 40, device: "cpu" });
  const [stored] = await db.select().from(runAttempt).where(eq(runAttempt.runId, runId));
  expect(stored).toMatchObject({ attempt: 3, resumedFromStep: 40, host: "here", preparedBy: "1/1" });
  expect(JSON.stringify(stored)).not.toContain(claim?.token);
});

test("a program on two devices takes both, and smaller ones behind it do not overtake it", async () => {
  const slots = ["cuda:0", "cuda:1"].map((device) => ({ device, capacity: 1 }));
  const program = (id: string, gpus: number, second: number) =>
    addRun(db, { id, projectId: "notes", stage: "command", givenConfig: { gpus }, queuedAt: new Date(second) });
  await program("small", 1, 1);
  await program("large", 2, 2);
  await program("late", 1, 3);
  expect((await claimRun(services, claimer, slots))?.runId).toBe("small");
  expect(await claimRun(services, claimer, slots)).toBeNull();
  await finish("small");
  expect(await claimRun(services, claimer, slots)).toMatchObject({ runId: "large", furtherDevices: ["cuda:1"] });
  expect(await claimRun(services, claimer, slots)).toBeNull();
  await finish("large");
  expect((await claimRun(services, claimer, slots))?.runId).toBe("late");
});
