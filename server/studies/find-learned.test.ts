import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { dataset, datasetVersion, example } from "@/db/schema/datasets";
import { pair } from "@/db/schema/pairs";
import { artifact, model, runInput } from "@/db/schema/runs";
import { studyGroup, studyLaunch } from "@/db/schema/studies";
import { addRun } from "../dispatch/testing/add-runs";
import { planClinicalLoop } from "./plan-clinical-loop";
import { planFork } from "./plan-fork";
import { createStudyRig, SIMULATED, type StudyRig } from "./testing/study-rig";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const projectId = "p";
let rig: StudyRig;
let before: string;
/** A patient that confirms, and one that is harvested. */
let [confirming, harvested]: { key: string; hash: string }[] = [];

async function addTrained(id: string, stage: string, inputs: Partial<typeof runInput.$inferInsert>[]) {
  const { db } = rig;
  const runId = await addRun(db, { id: `${stage} ${id}`, projectId, stage, state: "finished" });
  await db.insert(runInput).values(inputs.map((input) => ({ projectId, runId, name: "dataset", ...input })));
  const file = { name: "model", kind: "model" as const, digest: id.padEnd(64, "0"), bytes: 1, files: 1 };
  await db.insert(artifact).values({ id: `files of ${id}`, projectId, runId, attempt: 1, ...file });
  const origin = { source: "run" as const, reference: id, artifactId: `files of ${id}`, madeByRunId: runId };
  await db.insert(model).values({ id, projectId, name: id, ...origin });
  return runId;
}

beforeAll(async () => {
  rig = await createStudyRig({ test: 12 });
  const { db } = rig;
  before = (await rig.launch({ name: "Before" })).studyId;
  const roleOf = async (role: "confirm" | "harvest") => {
    const groups = await db
      .select()
      .from(studyGroup)
      .where(and(eq(studyGroup.studyId, before), eq(studyGroup.role, role)));
    const [found] = groups.filter(({ groupKey }) => Number(groupKey.split(" ")[1]) >= 4);
    return { key: found?.groupKey ?? "", hash: found?.sourceHashes[0] ?? "" };
  };
  [confirming, harvested] = [await roleOf("confirm"), await roleOf("harvest")];
  await db.insert(dataset).values({ id: "earlier", projectId, name: "earlier" });
  const origin = { how: "imported" as const, fileName: null, format: "csv", columns: {}, problems: [], rowsRead: 1 };
  const facts = { number: 1, type: "preference" as const, digest: "t", rows: 1, bytes: 1, splitCounts: { train: 1 } };
  const version = { id: "taught", projectId, datasetId: "earlier", ...facts, holds: "synthetic" as const, origin };
  await db.insert(datasetVersion).values(version);
  const row = { id: "taught 0", projectId, datasetVersionId: "taught", position: 0, groupKey: "of another name" };
  await db.insert(example).values({ ...row, split: "train", source: "Write.", sourceHash: "prompt", reference: "R" });
  const aligned = await addTrained("aligned", "dpo", [{ datasetVersionId: "taught" }]);
  await addTrained("on it", "sft", [{ name: "model", fromRunId: aligned }, { datasetVersionId: "notes" }]);
});
afterAll(() => rig.end());

const teach = (row: Partial<typeof example.$inferInsert>) =>
  rig.db.update(example).set(row).where(eq(example.id, "taught 0"));
const learned = /^The model learned from 1\u00a0patient or document that would only confirm in this study\./;

test("a model that learned from notes that confirm now is refused, by source and by patient, directly or below it", async () => {
  await teach({ sourceHash: confirming?.hash ?? "" });
  const launches = await rig.db.$count(studyLaunch);
  for (const modelId of ["aligned", "on it"]) {
    await expect(rig.launch({ name: modelId, modelId })).rejects.toThrow(learned);
  }
  expect(await rig.db.$count(studyLaunch)).toBe(launches);
  const asked = { name: "Plan", notesVersionId: "notes", readers: SIMULATED, modelId: "on it" };
  const problem = expect.objectContaining({ where: "modelId", what: expect.stringMatching(learned) });
  expect((await planClinicalLoop(rig.db, projectId, asked)).problems).toEqual([problem]);
  const fork = { study: before, node: "notes", name: "Fork", changes: { modelId: "on it" } };
  vi.stubEnv("ASSAY_PRICE_PER_HOUR", "");
  expect((await planFork(rig.db, projectId, fork)).problems).toEqual([problem]);
  await teach({ sourceHash: "prompt", groupKey: confirming?.key ?? "" });
  await expect(rig.launch({ name: "Same patient", modelId: "aligned" })).rejects.toThrow(learned);
});

test("a pair is of the note behind its prompt", async () => {
  await teach({ sourceHash: "prompt", groupKey: "of another name" });
  const labels = {
    rejected: "W",
    hChosen: 0 as const,
    hRejected: 1 as const,
    flipped: false,
    origin: "imported" as const,
  };
  const row = { projectId, exampleId: "taught 0", datasetVersionId: "taught", ...labels };
  await rig.db.insert(pair).values({ ...row, noteHash: confirming?.hash ?? "" });
  await expect(rig.launch({ name: "Pairs", modelId: "aligned" })).rejects.toThrow(learned);
  await rig.db.delete(pair);
});

test("harvested notes, held-out rows and other texts may have taught it", async () => {
  await teach({ sourceHash: harvested?.hash ?? "", groupKey: harvested?.key ?? "" });
  await rig.launch({ name: "Harvested", modelId: "on it" });
  await teach({ sourceHash: confirming?.hash ?? "", split: "test" });
  await rig.launch({ name: "Held out", modelId: "on it" });
});
