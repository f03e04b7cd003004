import { study } from "../../schema/runs";
import { createRandom } from "../random";
import { type Seed, secondsBefore, seedId } from "../seed-services";
import type { SeedRun } from "../write-run";
import { writeAsBase, writeAsTuned } from "./clinical-notes";
import type { SeedDataset } from "./notes-dataset";
import { trainingJournal } from "./training-journal";
import { writeBaseModel, writeFinished, writeGenerated, writeScored } from "./write-steps";

export const STUDY = {
  id: seedId("study"),
  base: seedId("base-model"),
  sft: seedId("sft"),
  generateBase: seedId("generate-base"),
  generateTuned: seedId("generate-tuned"),
  evaluate: seedId("evaluate"),
};
export const SFT_CONFIG = { method: "lora", steps: 200, batchSize: 4, learningRate: 5e-4, loraRank: 16 };

async function writeTraining(seed: Seed, createdAt: Date, data: SeedDataset): Promise<void> {
  const startedAt = new Date(createdAt.getTime() + 2_000);
  const training = { run: STUDY.sft, startedAt, steps: 200, made: 200, secondsPerStep: 2.5, config: SFT_CONFIG };
  const journal = trainingJournal({ ...training, random: createRandom(3) });
  journal.event(startedAt.getTime() / 1000 + 505, {
    type: "artifact",
    name: "adapter",
    kind: "adapter",
    digest: "a7".repeat(32),
    bytes: 19_660_800,
    files: 2,
    metadata: { parameters: 4_884_480, license: "Apache-2.0" },
  });
  const wanted: SeedRun = {
    id: STUDY.sft,
    name: "sft r16",
    stage: "sft",
    config: SFT_CONFIG,
    seed: 1,
    studyId: STUDY.id,
    tags: ["sample-study"],
    createdAt,
    inputs: { model: { fromRunId: STUDY.base }, dataset: { datasetVersionId: data.versionId } },
  };
  await writeFinished(seed, { wanted, startedAt, seconds: 508, journal });
}

/** The loop once through, finished two hours ago. Answers with the base model's id. */
export async function writeSampleStudy(seed: Seed, data: SeedDataset): Promise<{ baseModelId: string }> {
  const at = (minutes: number) => secondsBefore(seed.now, (120 - minutes) * 60);
  await seed.db.insert(study).values({
    id: STUDY.id,
    projectId: seed.projectId,
    name: "Sample study",
    createdAt: at(0),
  });
  await writeBaseModel(seed, { id: STUDY.base, studyId: STUDY.id, at: at(0), digest: "3f".repeat(32) });
  const base = await seed.db.query.model.findFirst({ where: (model, { eq }) => eq(model.madeByRunId, STUDY.base) });
  if (!base) throw new Error("The base model of the scenario was not registered.");
  await writeTraining(seed, at(1), data);
  const random = createRandom(5);
  const test = data.examples.filter((item) => item.split === "test");
  const byBase = test.map((example) => ({ example, text: writeAsBase(random, example) }));
  const byTuned = test.map((example) => ({ example, text: writeAsTuned(random, example) }));
  const beside = { studyId: STUDY.id, tags: ["sample-study"], versionId: data.versionId };
  const untrained = { id: STUDY.generateBase, name: "generate · base", at: at(11), modelRun: STUDY.base };
  const baseline = await writeGenerated(seed, { ...beside, ...untrained }, byBase);
  const trained = { id: STUDY.generateTuned, name: "generate · tuned", at: at(13), modelRun: STUDY.sft };
  const candidate = await writeGenerated(seed, { ...beside, ...trained }, byTuned);
  const { studyId, tags } = beside;
  const scoring = { studyId, tags, id: STUDY.evaluate, name: "evaluate tuned against base", at: at(15) };
  await writeScored(seed, scoring, candidate, baseline);
  return { baseModelId: base.id };
}
