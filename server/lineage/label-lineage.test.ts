import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { run } from "@/db/schema/runs";
import { createStudyRig, type StudyRig } from "../studies/testing/study-rig";
import { readLineage } from "./lineage-queries";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let rig: StudyRig;
let studyId: string;
const madeBy = async (key: string) => (await rig.madeBy(studyId, key))[0]?.thingId ?? "";

beforeAll(async () => {
  rig = await createStudyRig({ test: 40 });
  const launched = await rig.launch({
    ...{ sft: null, generate: { samples: 2 }, training: { moreEpochs: 0 }, harvestNotes: 16, confirmNotes: 4 },
    pairs: { recipe: { origins: ["generations"], validationShare: 0.2 } },
  });
  studyId = launched.studyId;
  await rig.playOn(({ run: name }) => !name.includes("sample 2"));
});
afterAll(() => rig.end());

test("a model trained on marks stands on pairs, the round that they come from, and the notes read there", async () => {
  const train = await madeBy("train");
  const { nodes, edges } = await readLineage(rig.db, { projectId: "p", runId: train });
  const [round, set] = [await madeBy("read-1"), await madeBy("pairs")];
  expect(nodes.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["campaign", "pair_set", "dataset", "run", "model"]),
  );
  expect(edges).toContainEqual({ from: round, to: set, label: "marks" });
  const writers = edges.filter(({ to, label }) => to === round && label === "notes").map(({ from }) => from);
  const written = await rig.madeBy(studyId, "write");
  expect(writers.sort()).toEqual(written.map(({ thingId }) => thingId).sort());
});

test("notes lead on to the round that read them and to the models that learned from its marks", async () => {
  const { nodes, edges } = await readLineage(rig.db, { projectId: "p", runId: await madeBy("write") });
  const train = await madeBy("train");
  expect(nodes.map(({ id }) => id)).toContain(train);
  expect(edges).toContainEqual({ from: await madeBy("write"), to: await madeBy("read-1"), label: "notes" });
});

test("nothing of it is seen from another project", async () => {
  const [found] = await rig.db.select({ id: run.id }).from(run).where(eq(run.studyId, studyId)).limit(1);
  expect((await readLineage(rig.db, { projectId: "q", runId: found?.id ?? "" })).nodes).toEqual([]);
});
