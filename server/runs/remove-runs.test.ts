import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { evaluation } from "@/db/schema/evaluations";
import { project } from "@/db/schema/people";
import { model, run } from "@/db/schema/runs";
import { runMetric, series } from "@/db/schema/series";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { addRun } from "../dispatch/testing/add-runs";
import { createCaller } from "../router";
import { addSeries } from "./testing/add-series";
import { writeRunMetrics } from "./write-run-metrics";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;

let turn = 0;
let at: Awaited<ReturnType<typeof addEvaluatedProject>>;
let caller: ReturnType<typeof createCaller>;
let slug: string;

beforeEach(async () => {
  turn += 1;
  slug = `notes${turn}`;
  at = await addEvaluatedProject(db, slug);
  const viewer = await addPerson(db, at.projectId, `researcher${turn}`);
  caller = createCaller({ db, sql, now: () => new Date(), viewer });
});

const remove = (runs: string[], including: string[] = []) =>
  caller.runs.remove({ project: slug, runs: runs.map(at.id), including: including.map(at.id) });

test("what stands on a run is named, step by step to the last", async () => {
  const removal = await caller.runs.removal({ project: slug, runs: [at.id("sft")] });
  expect(removal.runs.map(({ id }) => id)).toEqual([at.id("sft")]);
  expect(removal.downstream.map(({ id }) => id).sort()).toEqual([at.id("evaluate"), at.id("generate")]);
  expect(removal.models).toHaveLength(1);
  expect(removal.evaluations).toBe(2);
});

test("it is refused while something stands on it, and nothing is gone", async () => {
  await expect(remove(["sft"])).rejects.toMatchObject({
    code: "CONFLICT",
    cause: { problems: [{ where: expect.any(String) }, { where: expect.any(String) }] },
  });
  await expect(remove(["sft"], ["generate"])).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await db.$count(run, eq(run.projectId, at.projectId))).toBe(4);
});

test("with all that stands on it named it goes, with its model, texts, curves and evaluations", async () => {
  await addSeries(db, { projectId: at.projectId, runId: at.id("sft") }, { loss: [1] });
  await writeRunMetrics(db, at.id("sft"));
  const clone = await addRun(db, { projectId: at.projectId, clonedFromRunId: at.id("sft") });
  const { removed } = await remove(["sft"], ["generate", "evaluate"]);
  expect(removed).toHaveLength(3);
  const here = eq(run.projectId, at.projectId);
  expect((await db.select({ id: run.id }).from(run).where(here)).map(({ id }) => id).sort()).toEqual(
    [at.id("base"), clone].sort(),
  );
  expect(await db.$count(model, eq(model.madeByRunId, at.id("sft")))).toBe(0);
  expect(await db.$count(evaluation, eq(evaluation.projectId, at.projectId))).toBe(0);
  expect(await db.$count(series, eq(series.runId, at.id("sft")))).toBe(0);
  expect(await db.$count(runMetric, eq(runMetric.runId, at.id("sft")))).toBe(0);
});

test("a run that did not end is refused, and a deleted one is not there for anybody who still looks at it", async () => {
  await addRun(db, { id: at.id("busy"), projectId: at.projectId, state: "running" });
  await expect(remove(["busy"])).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("cancel first"),
  });
  await remove(["evaluate"]);
  const gone = { project: slug, run: at.id("evaluate") };
  await expect(caller.runs.byId(gone)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(caller.runs.archive(gone)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(remove(["evaluate"])).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await caller.runs.rows({ project: slug, ids: [at.id("evaluate")] })).toEqual([]);
});

test("runs of another project are not reached", async () => {
  const other = await addEvaluatedProject(db, `other${turn}`);
  await expect(caller.runs.remove({ project: slug, runs: [other.id("evaluate")] })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await db.$count(project, eq(project.slug, `other${turn}`))).toBe(1);
  expect(await db.$count(run, eq(run.projectId, other.projectId))).toBe(4);
});
