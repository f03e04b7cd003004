import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "@/db/schema/runs";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Viewer } from "../context";
import { createCaller } from "../router";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);

const { projectId, id } = await addEvaluatedProject(db, "charts");
const ada = await addPerson(db, projectId, "ada");
const ben = await addPerson(db, projectId, "ben");
const project = "charts";
const caller = (viewer: Viewer | null) => createCaller({ db, sql, now: () => new Date(), viewer });
const content = {
  title: "Loss of all",
  keys: ["train/loss"],
  of: { filter: "stage = sft" },
  axis: "tokens" as const,
  scale: "log" as const,
  smoothing: 0.5,
  bands: "sd" as const,
};

describe("a chart of one's own", () => {
  test("is kept as it was made and read by everybody in the project", async () => {
    const made = await caller(ada).charts.create({ project, content });
    expect(made).toMatchObject({ ...content, version: 1, changedByName: "ada" });
    expect(await caller(ben).charts.list({ project })).toEqual([made]);
  });

  test("is an investigator's to make, who may launch nothing, and not a reviewer's", async () => {
    const ines = await addPerson(db, projectId, "ines", "investigator");
    const made = await caller(ines).charts.create({ project, content });
    expect(made).toMatchObject({ changedByName: "ines" });
    await caller(ines).charts.archive({ project, id: made.id, archived: true });
    const ravi = await addPerson(db, projectId, "ravi", "reviewer");
    await expect(caller(ravi).charts.create({ project, content })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("is not overwritten by somebody who had an older one before them", async () => {
    const { id: chartId, version } = await caller(ada).charts.create({ project, content });
    const bens = await caller(ben).charts.change({
      project,
      id: chartId,
      version,
      content: { ...content, title: "B" },
    });
    expect(bens).toMatchObject({ title: "B", version: 2, changedByName: "ben" });
    const late = caller(ada).charts.change({ project, id: chartId, version, content: { ...content, title: "A" } });
    await expect(late).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("ben changed “B”") });
    const again = caller(ada).charts.change({ project, id: chartId, version: 2, content: { ...content, title: "A" } });
    expect(await again).toMatchObject({ title: "A", version: 3 });
  });

  test("of two who save at the same moment one is told", async () => {
    const { id: chartId, version } = await caller(ada).charts.create({ project, content });
    const both = await Promise.allSettled(
      [ada, ben].map((who) => caller(who).charts.change({ project, id: chartId, version, content })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("is taken away and brought back, and cannot be changed meanwhile", async () => {
    const { id: chartId, version } = await caller(ada).charts.create({
      project,
      content: { ...content, title: "Gone" },
    });
    await caller(ben).charts.archive({ project, id: chartId, archived: true });
    const titles = async () => (await caller(ada).charts.list({ project })).map((one) => one.title);
    expect(await titles()).not.toContain("Gone");
    const change = caller(ada).charts.change({ project, id: chartId, version, content });
    await expect(change).rejects.toMatchObject({ code: "CONFLICT" });
    await caller(ben).charts.archive({ project, id: chartId, archived: false });
    expect(await titles()).toContain("Gone");
  });

  test("refuses what it could not draw", async () => {
    const create = (over: object) => caller(ada).charts.create({ project, content: { ...content, ...over } });
    await expect(create({ keys: [] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(create({ title: "  " })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(create({ smoothing: 1 })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const filter = { of: { filter: "stage = = sft" } };
    await expect(create(filter)).rejects.toMatchObject({ code: "UNPROCESSABLE_CONTENT" });
    const { id: chartId, version } = await caller(ada).charts.create({ project, content });
    const change = caller(ada).charts.change({ project, id: chartId, version, content: { ...content, ...filter } });
    await expect(change).rejects.toMatchObject({ code: "UNPROCESSABLE_CONTENT" });
  });

  test("is of its project alone", async () => {
    const other = await addEvaluatedProject(db, "elsewhere");
    const stranger = await addPerson(db, other.projectId, "stranger");
    const { id: chartId, version } = await caller(ada).charts.create({ project, content });
    const within = { project: "elsewhere", id: chartId };
    await expect(caller(stranger).charts.change({ ...within, version, content })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(caller(stranger).charts.archive({ ...within, archived: true })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await caller(stranger).charts.list({ project: "elsewhere" })).toEqual([]);
    const of = { runIds: [id("sft")] };
    expect(await caller(stranger).charts.runs({ project: "elsewhere", of })).toEqual({ runs: [], matching: 0 });
  });
});

describe("the runs of a chart", () => {
  beforeAll(async () => {
    const base = { projectId, stage: "sft", state: "finished" as const };
    await db.insert(run).values([
      { ...base, id: "s1", name: "seed 1", seed: 1, givenConfig: { rate: 1, seed: 1 } },
      { ...base, id: "s2", name: "seed 2", seed: 2, givenConfig: { seed: 2, rate: 1 } },
      { ...base, id: "r2", name: "rate 2", seed: 1, givenConfig: { rate: 2 } },
      { ...base, id: "n1", name: "no seed", givenConfig: { rate: 1 } },
      { ...base, id: "n2", name: "no seed", givenConfig: { rate: 1 } },
    ]);
  });

  test("that differ by their seed alone are one group; without a seed each is its own", async () => {
    const of = { runIds: ["s1", "s2", "r2", "n1", "n2"] };
    const { runs } = await caller(ada).charts.runs({ project, of });
    const group = new Map(runs.map((one) => [one.id, one.group]));
    expect(group.get("s1")).toBe(group.get("s2"));
    expect(new Set(group.values()).size).toBe(4);
  });

  test("are found by the filter of the table, and the filter's mistakes are told", async () => {
    const { runs, matching } = await caller(ada).charts.runs({ project, of: { filter: "stage = generate" } });
    expect(runs.map((one) => one.id).sort()).toEqual([id("base"), id("generate")].sort());
    expect(matching).toBe(2);
    await expect(caller(ada).charts.runs({ project, of: { filter: "stage = = x" } })).rejects.toMatchObject({
      code: "UNPROCESSABLE_CONTENT",
    });
  });

  test("that read another input are another group", async () => {
    await db
      .update(run)
      .set({ seed: 1 })
      .where(eq(run.id, id("generate")));
    await db
      .update(run)
      .set({ seed: 2 })
      .where(eq(run.id, id("base")));
    const { runs } = await caller(ada).charts.runs({ project, of: { runIds: [id("generate"), id("base")] } });
    expect(new Set(runs.map((one) => one.group)).size).toBe(2);
  });
});
