import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { logLine } from "@/db/schema/logs";
import { run } from "@/db/schema/runs";
import { addPerson } from "@/db/testing/evaluated-project";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { readSeries } from "../series/read-series";
import { authoriseProgram } from "./authorise-program";
import { importJournal } from "./import-journal";
import { ingestFrames, readAttemptKey } from "./ingest-frames";
import { registerClientRun } from "./register-client-run";
import { createRunnerFrames, FAILED, FINISHED, joinFrames, STARTED } from "./testing/runner-frames";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);

const { projectId } = await addRunningAttempt(db, "imports");
const { projectId: otherProjectId } = await addRunningAttempt(db, "other");
const person = await addPerson(db, projectId, "person");
const services = { db, now: () => new Date() };
const settings = { leaseSeconds: 30, price: { perHour: 1, currency: null } };

const request = { projectId, userId: "person", name: "from afar", stage: "command" };
const send = (bytes: Uint8Array, to = request) =>
  importJournal(services, settings, to, new Blob([new Uint8Array(bytes)]).stream());

const line = (text: string) => ({ type: "log", lines: [{ time: 1, stream: "stdout", level: "info", text }] });

async function readRun(id: string) {
  const [row] = await db.select().from(run).where(eq(run.id, id));
  return row;
}

describe("importing a journal", () => {
  test("makes the run, goes on where it stopped, and ends as the journal says", async () => {
    const frames = createRunnerFrames({ runId: "afar", attempt: 1 });
    const rows = Array.from({ length: 5_000 }, (_, step) => [step, step + 1, step / 10]);
    const head = joinFrames(frames.event(STARTED), frames.points(["loss"], rows), frames.event(line("one")));
    const torn = joinFrames(head, frames.event(line("two")).subarray(0, 40));
    expect(await send(torn)).toMatchObject({ state: "lost", acknowledged: 3, stored: 3, points: 5_000, tornBytes: 40 });
    expect(await readRun("afar")).toMatchObject({
      executor: "imported",
      name: "from afar",
      givenConfig: { epochs: 1 },
      createdBy: "person",
      startedAt: new Date(1_700_000_001_000),
    });
    const again = createRunnerFrames({ runId: "afar", attempt: 1 }, 4);
    const whole = joinFrames(head, again.event(line("two")), again.event(FINISHED));
    expect(await send(whole)).toMatchObject({ state: "finished", acknowledged: 5, stored: 2, known: 3, problem: null });
    expect(await send(whole)).toMatchObject({ state: "finished", stored: 0, known: 5 });
    expect(await db.select().from(logLine).where(eq(logLine.runId, "afar"))).toHaveLength(2);
    const question = { projectId, runs: ["afar"], keys: ["loss"], axis: "step" as const, buckets: 10 };
    const [segment] = await readSeries(sql, question);
    expect(segment?.buckets.n.reduce((sum, n) => sum + n, 0)).toBe(5_000);
    expect((await readRun("afar"))?.endedAt).toEqual(new Date(1_700_000_005_000));
  });

  test("a journal longer than one piece is stored whole, and a corrupt frame is counted from its start", async () => {
    const frames = createRunnerFrames({ runId: "long", attempt: 1 });
    const row = (step: number) => [step, step + 1, 0.5];
    const many = Array.from({ length: 60 }, (_, frame) =>
      frames.points(
        ["a"],
        Array.from({ length: 5_000 }, (_, index) => row(frame * 5_000 + index)),
      ),
    );
    const broken = frames.event(line("x"));
    broken[30] = 0;
    expect(await send(joinFrames(...many, broken))).toMatchObject({
      acknowledged: 60,
      points: 300_000,
      problem: { frame: 61, what: "the frame is corrupt" },
    });
  });

  test("an event that cannot be stored is named and told, and the rest is imported", async () => {
    const frames = createRunnerFrames({ runId: "odd", attempt: 1 });
    const odd = { type: "progress", phase: 7 };
    const answer = await send(joinFrames(frames.event(STARTED), frames.event(odd), frames.event(FINISHED)));
    expect(answer).toMatchObject({ state: "finished", acknowledged: 3, problem: null });
    expect(answer.refused).toEqual([{ frame: 2, sequence: 2, what: expect.stringContaining("phase") }]);
    expect(await db.select().from(logLine).where(eq(logLine.runId, "odd"))).toHaveLength(1);
  });

  test("what elsewhere was given up and then ended counts no time of this machine", async () => {
    const first = createRunnerFrames({ runId: "late", attempt: 1 });
    await send(joinFrames(first.event(STARTED), first.event({ ...FAILED, seconds: 100 })));
    const second = createRunnerFrames({ runId: "late", attempt: 2 });
    const head = second.event(STARTED);
    expect(await send(head)).toMatchObject({ state: "lost" });
    await send(joinFrames(head, second.event({ ...FINISHED, seconds: 50 })));
    expect(await readRun("late")).toMatchObject({ state: "finished", busySeconds: 150, cost: null });
  });

  test("a second attempt follows the first", async () => {
    const first = createRunnerFrames({ runId: "twice", attempt: 1 });
    const second = createRunnerFrames({ runId: "twice", attempt: 2 });
    await send(first.event(STARTED));
    const answer = await send(joinFrames(second.event(STARTED), second.event(FINISHED)));
    expect(answer).toMatchObject({ attempt: 2, state: "finished" });
    expect(await readRun("twice")).toMatchObject({ attempt: 2, state: "finished" });
  });

  test("what is no journal, or another project's, is refused", async () => {
    await expect(send(new TextEncoder().encode("step,loss\n1,2\n3,4\n5,6\n"))).rejects.toMatchObject({
      kind: "Validation",
    });
    await expect(send(new Uint8Array())).rejects.toMatchObject({ kind: "Validation" });
    const journal = createRunnerFrames({ runId: "owned", attempt: 1 }).event(STARTED);
    await send(journal);
    await expect(send(journal, { ...request, projectId: otherProjectId })).rejects.toMatchObject({ kind: "Conflict" });
    const unknown = createRunnerFrames({ runId: "imports-run", attempt: 7 }).event(STARTED);
    await expect(send(unknown)).rejects.toMatchObject({ kind: "Conflict" });
  });
});

describe("a program of one's own", () => {
  test("gets a run that its token writes to", async () => {
    const wanted = {
      name: "notebook",
      stage: "command",
      config: { lr: 1 },
      tags: ["try"],
      projectId,
      createdBy: "person",
    };
    const made = await registerClientRun(services, settings, wanted);
    const key = await readAttemptKey(services, made.token);
    expect(key).toEqual({ projectId, runId: made.run, attempt: 1 });
    if (!key) throw new Error("no key");
    await ingestFrames(services, settings, key, createRunnerFrames(key).points(["loss", "acc"], [[0, 1, 2, 3]]));
    expect(await readRun(made.run)).toMatchObject({
      state: "running",
      executor: "client",
      stage: "command",
      tags: ["try"],
      headline: { loss: 2, acc: 3 },
    });
  });

  test("is let in by membership and role; with one project it need not be named", async () => {
    const ask = (slug: string | null, who = person) => authoriseProgram(services, who, slug, "runs.write");
    expect(await ask(null)).toEqual({ projectId, slug: "imports" });
    await expect(ask("other")).rejects.toMatchObject({ kind: "NotFound" });
    const reader = await addPerson(db, projectId, "reader", "investigator");
    await expect(ask("imports", reader)).rejects.toMatchObject({ kind: "Forbidden" });
  });
});
