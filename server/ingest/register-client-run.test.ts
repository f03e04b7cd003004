import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { run, runAttempt } from "@/db/schema/runs";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { ingestFrames, readAttemptKey } from "./ingest-frames";
import { type ClientRun, clientRunSchema, registerClientRun } from "./register-client-run";
import { createRunnerFrames, FINISHED } from "./testing/runner-frames";

const { db, drop } = await createTestDatabase();
afterAll(drop);

const { projectId } = await addEvaluatedProject(db, "notes");
const other = await addEvaluatedProject(db, "other");
const { userId } = await addPerson(db, projectId, "researcher");
const stranger = await addPerson(db, other.projectId, "stranger");
const at = new Date("2026-03-01T12:00:00Z");
const services = { db, now: () => at };
const register = (wanted: Partial<ClientRun> = {}) =>
  registerClientRun(
    services,
    { leaseSeconds: 30 },
    { ...clientRunSchema.parse({ name: "mine" }), projectId, createdBy: userId, ...wanted },
  );
const runOf = async (id: string) => (await db.select().from(run).where(eq(run.id, id)))[0];

test("a program's run has the stage that it names and runs from now on", async () => {
  const made = await register({ stage: "sft", config: { lr: 0.1 }, tags: ["night"] });
  expect(await runOf(made.run)).toMatchObject({
    ...{ stage: "sft", state: "running", executor: "client", givenConfig: { lr: 0.1 }, tags: ["night"], startedAt: at },
  });
  expect(await readAttemptKey(services, made.token)).toEqual({ projectId, runId: made.run, attempt: 1 });
  const [attempt] = await db.select().from(runAttempt).where(eq(runAttempt.runId, made.run));
  expect(attempt?.leaseUntil).toEqual(new Date("2026-03-01T12:00:30Z"));
});

test("a run that began without a server keeps its id and its beginning, and is registered once", async () => {
  const wanted = { run: "k3m9x2p7q4w8za", startedAt: Date.parse("2026-02-28T08:00:00Z") / 1_000 };
  const first = await register(wanted);
  const second = await register(wanted);
  expect([first.run, second.run]).toEqual([wanted.run, wanted.run]);
  expect(await runOf(wanted.run)).toMatchObject({ startedAt: new Date("2026-02-28T08:00:00Z") });
  expect(await readAttemptKey(services, first.token)).toBeNull();
  expect(await readAttemptKey(services, second.token)).toMatchObject({ runId: wanted.run });
});

test("a clock that is ahead does not put the beginning into the future", async () => {
  const made = await register({ startedAt: at.getTime() / 1_000 + 3_600 });
  expect(await runOf(made.run)).toMatchObject({ startedAt: at });
});

test("a run that is told of later ended when its program says, never before it began nor in the future", async () => {
  // The frames say that it ended in November 2023.
  const ended = new Date("2023-11-14T22:13:21Z");
  const end = async (startedAt: Date) => {
    const made = await register({ startedAt: startedAt.getTime() / 1_000 });
    const key = { projectId, runId: made.run, attempt: 1 };
    await ingestFrames(services, { leaseSeconds: 30, price: null }, key, createRunnerFrames(key).event(FINISHED));
    return (await runOf(made.run))?.endedAt;
  };
  expect(await end(new Date("2023-11-14T21:00:00Z"))).toEqual(ended);
  const late = new Date("2025-01-01T00:00:00Z");
  expect(await end(late)).toEqual(late);
});

test("nobody takes over the run of somebody else", async () => {
  const wanted = { run: "a3m9x2p7q4w8zb" };
  await register(wanted);
  const theirs = register({ ...wanted, projectId: other.projectId, createdBy: stranger.userId });
  await expect(theirs).rejects.toMatchObject({ kind: "Conflict" });
  await expect(register({ ...wanted, createdBy: stranger.userId })).rejects.toMatchObject({ kind: "Conflict" });
  await expect(register({ run: "notes-sft" })).rejects.toMatchObject({ kind: "Conflict" });
});

test("a stage is a word, and an id is one of ours", () => {
  expect(clientRunSchema.safeParse({ name: "x", stage: "my stage" }).success).toBe(false);
  expect(clientRunSchema.safeParse({ name: "x", run: "../../../etc" }).success).toBe(false);
});
