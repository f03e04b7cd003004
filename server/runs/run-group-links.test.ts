import { afterAll, beforeAll, expect, test } from "vitest";
import { artifact, model, runInput } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { changeRunState } from "./change-run-state";
import { type GroupRequest, groupRuns } from "./run-groups-queries";
import { listRuns } from "./runs-queries";
import { addSeries } from "./testing/add-series";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db } = database;
const TAGS: Readonly<Record<string, string[]>> = {
  one: ["a"],
  both: ["b", "a"],
  turned: ["A", "b"],
  joined: ["a b"],
  none: [],
};
const READS: Readonly<Record<string, string[]>> = { one: ["Base"], both: ["Base", "Tuned"], turned: ["Tuned", "Base"] };

beforeAll(async () => {
  await addProject(db, "p");
  for (const [id, tags] of Object.entries(TAGS)) {
    await addRun(db, { id, projectId: "p", stage: "sft", state: "finished", tags, givenConfig: { x: "1", y: "|" } });
  }
  for (const name of ["Base", "Tuned"]) {
    const made = { id: name, projectId: "p", name };
    await addRun(db, { id: `made ${name}`, projectId: "p", archivedAt: new Date() });
    const file = {
      runId: `made ${name}`,
      attempt: 1,
      kind: "model" as const,
      digest: "d".repeat(64),
      bytes: 1,
      files: 1,
    };
    await db.insert(artifact).values({ ...made, ...file });
    const from = { source: "random" as const, reference: name, artifactId: name, madeByRunId: `made ${name}` };
    await db.insert(model).values({ ...made, ...from });
  }
  for (const [runId, models] of Object.entries(READS)) {
    await db
      .insert(runInput)
      .values(models.map((modelId, at) => ({ projectId: "p", runId, name: `model ${at}`, modelId })));
  }
});

const base: GroupRequest = {
  filter: "",
  by: ["tag"],
  columns: [],
  sort: { by: "runs", direction: "desc" },
  cursor: null,
  limit: 50,
  asOf: null,
};
const page = { sort: { by: "name", direction: "asc" as const }, cursor: null, skip: 0, limit: 9, columns: [] };

/** What stands in the row of each group, and what its link shows. */
async function follow(request: Partial<GroupRequest>) {
  const { items } = await groupRuns(db, "p", { ...base, ...request });
  const shown = await Promise.all(
    items.map(async ({ values, filter, runs }) => {
      const found = await listRuns(db, "p", { ...page, asOf: null, filter: filter ?? "" });
      expect(found.total).toBe(runs);
      return [values[0], found.items.map(({ id }) => id)] as const;
    }),
  );
  return Object.fromEntries(shown);
}

test("a group of tags leads to the runs with these and no other tags, whatever their order", async () => {
  expect(await follow({ by: ["tag"] })).toEqual({
    a: ["one"],
    "a, b": ["both", "turned"],
    "a b": ["joined"],
    null: ["none"],
  });
});

test("a group of models leads to the runs that read these alone", async () => {
  expect(await follow({ by: ["model"] })).toEqual({
    base: ["one"],
    "base, tuned": ["both", "turned"],
    null: ["joined", "none"],
  });
});

test("what was filtered before holds for all of a group's link, however it is written", async () => {
  for (const filter of ["name = one or name = both", "name = one\nor\tname = both", "name = one OR name = both"]) {
    expect(await follow({ filter, by: ["tag"] })).toEqual({ a: ["one"], "a, b": ["both"] });
  }
});

test("values that read alike when they are written behind each other are different groups", async () => {
  await addRun(db, { id: "left", projectId: "p", givenConfig: { x: "1|", y: "2" } });
  await addRun(db, { id: "right", projectId: "p", givenConfig: { x: "1", y: "|2" } });
  await addRun(db, { id: "sign", projectId: "p", givenConfig: { x: "∅", y: "2" } });
  await addRun(db, { id: "empty", projectId: "p", givenConfig: { y: "2" } });
  const { items } = await groupRuns(db, "p", { ...base, by: ["config.x", "config.y"], filter: "stage = import-model" });
  expect(items.map(({ newest }) => newest.id).sort()).toEqual(["empty", "left", "right", "sign"]);
});

test("infinite values count as none, and a seed that was run twice is one seed", async () => {
  const losses = { "s1 a": 1, "s1 b": 3, s2: 4, s3: Number.POSITIVE_INFINITY, s4: Number.NEGATIVE_INFINITY };
  for (const [id, loss] of Object.entries(losses)) {
    const seed = Number(id.charAt(1));
    await addRun(db, {
      id,
      projectId: "p",
      stage: "evaluate",
      state: "running",
      seed,
      givenConfig: { seed },
      attempt: 1,
    });
    await addSeries(db, { projectId: "p", runId: id }, { loss: [loss] });
    await changeRunState(db, { runId: id, from: ["running"], to: "finished" });
  }
  const request = { ...base, filter: "stage = evaluate", columns: ["metric.loss"] };
  const cellOf = async (by: string, sort = "metric.loss") => {
    const { items } = await groupRuns(db, "p", { ...request, by: [by], sort: { by: sort, direction: "desc" } });
    return items[0]?.cells["metric.loss"];
  };
  expect(await cellOf("seeds")).toMatchObject({ n: 2, mean: 3, sd: Math.SQRT2, min: 2, max: 4 });
  expect(await cellOf("stage")).toMatchObject({ n: 3, min: 1, max: 4 });
});
