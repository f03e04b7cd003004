import { study } from "../../schema/runs";
import { Journal } from "../journal";
import { createRandom } from "../random";
import { type Seed, secondsBefore, seedId } from "../seed-services";
import { type SeedRun, writeStarted } from "../write-run";
import { writeAsBase, writeAsTuned } from "./clinical-notes";
import { endFinished } from "./ends";
import { generationJournal, generationSeconds, isCutOff, type Written } from "./generation-journal";
import type { SeedDataset } from "./notes-dataset";
import { estimateDifferences, estimateScores, scoreText } from "./score-texts";
import { trainingJournal } from "./training-journal";

export const STUDY = {
  id: seedId("study"),
  base: seedId("base-model"),
  sft: seedId("sft"),
  generateBase: seedId("generate-base"),
  generateTuned: seedId("generate-tuned"),
  evaluate: seedId("evaluate"),
};
export const SFT_CONFIG = { method: "lora", steps: 200, batchSize: 4, learningRate: 5e-4, loraRank: 16 };

type Settled = { wanted: SeedRun; startedAt: Date; seconds: number; journal: Journal };

async function writeFinished(seed: Seed, { wanted, startedAt, seconds, journal }: Settled): Promise<void> {
  const end = startedAt.getTime() / 1000 + seconds;
  const endedAt = new Date(end * 1000);
  await writeStarted(seed, wanted, { startedAt, endedAt, journal: endFinished(journal, end, seconds) });
}

async function writeBaseModel(seed: Seed, createdAt: Date): Promise<void> {
  const time = createdAt.getTime() / 1000 + 2;
  const journal = new Journal(STUDY.base, 1).event(time + 10, {
    type: "artifact",
    name: "smollm2-135m-instruct",
    kind: "model",
    digest: "3f".repeat(32),
    bytes: 272_629_760,
    files: 7,
    metadata: {
      source: "embedded",
      reference: "SmolLM2-135M-Instruct",
      license: "Apache-2.0",
      parameters: 134_515_008,
    },
  });
  const config = { source: "embedded" };
  const wanted = { id: STUDY.base, name: "import smollm2-135m", stage: "import-model", config, createdAt };
  await writeFinished(seed, { wanted: { ...wanted, studyId: STUDY.id }, startedAt: createdAt, seconds: 19, journal });
}

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

type Generating = { id: string; name: string; written: Written[]; model: { fromRunId: string } };

async function writeGeneration(seed: Seed, createdAt: Date, data: SeedDataset, made: Generating): Promise<void> {
  const config = { split: "test", maxNewTokens: 128 };
  const wanted: SeedRun = {
    id: made.id,
    name: made.name,
    stage: "generate",
    config,
    studyId: STUDY.id,
    tags: ["sample-study"],
    createdAt,
    inputs: { model: made.model, dataset: { datasetVersionId: data.versionId } },
  };
  const journal = generationJournal({ run: made.id, startedAt: createdAt, written: made.written, config });
  await writeFinished(seed, {
    wanted,
    startedAt: createdAt,
    seconds: generationSeconds(made.written.length) + 2,
    journal,
  });
}

const scoreAll = (written: readonly Written[]) =>
  written.map(({ example, text }) =>
    scoreText({ text, source: example.source, reference: example.reference, cutOff: isCutOff(text) }),
  );

async function writeEvaluation(seed: Seed, createdAt: Date, tuned: Written[], base: Written[]): Promise<void> {
  const time = createdAt.getTime() / 1000;
  const [candidate, baseline] = [scoreAll(tuned), scoreAll(base)];
  const journal = new Journal(STUDY.evaluate, 1);
  for (const side of [
    { role: "baseline" as const, run: STUDY.generateBase, written: base, scores: baseline, differences: [] },
    {
      role: "candidate" as const,
      run: STUDY.generateTuned,
      written: tuned,
      scores: candidate,
      differences: estimateDifferences(candidate, baseline),
    },
  ]) {
    journal.event(time + 3, {
      type: "evaluation",
      generationsRun: side.run,
      role: side.role,
      rows: side.written.map(({ example }, at) => ({ example: example.id, values: side.scores[at] ?? {} })),
      summary: { estimates: estimateScores(side.scores), differences: side.differences },
    });
  }
  const wanted: SeedRun = {
    id: STUDY.evaluate,
    name: "evaluate tuned against base",
    stage: "evaluate",
    config: {},
    studyId: STUDY.id,
    tags: ["sample-study"],
    createdAt,
    inputs: { generations: { fromRunId: STUDY.generateTuned }, baseline: { fromRunId: STUDY.generateBase } },
  };
  await writeFinished(seed, { wanted, startedAt: createdAt, seconds: 7, journal });
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
  await writeBaseModel(seed, at(0));
  const base = await seed.db.query.model.findFirst({ where: (model, { eq }) => eq(model.madeByRunId, STUDY.base) });
  if (!base) throw new Error("The base model of the scenario was not registered.");
  await writeTraining(seed, at(1), data);
  const random = createRandom(5);
  const test = data.examples.filter((item) => item.split === "test");
  const byBase = test.map((example) => ({ example, text: writeAsBase(random, example) }));
  const byTuned = test.map((example) => ({ example, text: writeAsTuned(random, example) }));
  await writeGeneration(seed, at(11), data, {
    id: STUDY.generateBase,
    name: "generate · base",
    written: byBase,
    model: { fromRunId: STUDY.base },
  });
  await writeGeneration(seed, at(13), data, {
    id: STUDY.generateTuned,
    name: "generate · tuned",
    written: byTuned,
    model: { fromRunId: STUDY.sft },
  });
  await writeEvaluation(seed, at(15), byTuned, byBase);
  return { baseModelId: base.id };
}
