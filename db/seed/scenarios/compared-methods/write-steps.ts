import { Journal } from "../../journal";
import { type Seed, seedId } from "../../seed-services";
import { type SeedRun, writeStarted } from "../../write-run";
import { endFinished } from "../ends";
import { generationJournal, generationSeconds, isCutOff, type Written } from "../generation-journal";
import { estimateDifferences, estimateScores, scoreText } from "../score-texts";

type Finished = { wanted: SeedRun; startedAt: Date; seconds: number; journal: Journal };

export async function writeFinished(seed: Seed, { wanted, startedAt, seconds, journal }: Finished): Promise<void> {
  const end = startedAt.getTime() / 1000 + seconds;
  await writeStarted(seed, wanted, {
    startedAt,
    endedAt: new Date(end * 1000),
    journal: endFinished(journal, end, seconds),
  });
}

const scoreAll = (written: readonly Written[]) =>
  written.map(({ example: { source, reference }, text }) =>
    scoreText({ text, source, reference, cutOff: isCutOff(text) }),
  );

export type Scored = { id: string; written: readonly Written[] };

export async function writeScored(
  seed: Seed,
  at: Date,
  name: string,
  candidate: Scored,
  baseline: Scored,
): Promise<void> {
  const id = `${candidate.id}-evaluate`;
  const journal = new Journal(id, 1);
  const scores = { candidate: scoreAll(candidate.written), baseline: scoreAll(baseline.written) };
  for (const [role, side] of [
    ["baseline", baseline],
    ["candidate", candidate],
  ] as const) {
    journal.event(at.getTime() / 1000 + 3, {
      type: "evaluation",
      generationsRun: side.id,
      role,
      rows: side.written.map(({ example: { id: key } }, place) => ({
        example: key,
        values: scores[role][place] ?? {},
      })),
      summary: {
        estimates: estimateScores(scores[role]),
        differences: role === "candidate" ? estimateDifferences(scores.candidate, scores.baseline) : [],
      },
    });
  }
  const inputs = { generations: { fromRunId: candidate.id }, baseline: { fromRunId: baseline.id } };
  const wanted = { id, name, stage: "evaluate", config: {}, createdAt: at, inputs };
  await writeFinished(seed, { wanted, startedAt: at, seconds: 6, journal });
}

export type Generating = { id: string; name: string; at: Date; versionId: string; modelRun: string; seed: number };

export async function writeGenerated(seed: Seed, made: Generating, written: readonly Written[]): Promise<Scored> {
  const config = { split: "test", maxNewTokens: 128 };
  const journal = generationJournal({ run: made.id, startedAt: made.at, written, config });
  const inputs = { model: { fromRunId: made.modelRun }, dataset: { datasetVersionId: made.versionId } };
  const wanted = {
    id: made.id,
    name: made.name,
    stage: "generate",
    config,
    seed: made.seed,
    createdAt: made.at,
    inputs,
  };
  await writeFinished(seed, { wanted, startedAt: made.at, seconds: generationSeconds(written.length) + 2, journal });
  return { id: made.id, written };
}

export async function writeBaseModel(seed: Seed, at: Date): Promise<string> {
  const id = seedId("methods-base");
  const metadata = { source: "embedded", reference: "SmolLM2-135M-Instruct", license: "Apache-2.0" };
  const journal = new Journal(id, 1).event(at.getTime() / 1000 + 2, {
    type: "artifact",
    name: "smollm2-135m-instruct",
    kind: "model",
    digest: "5e".repeat(32),
    bytes: 272_629_760,
    files: 7,
    metadata,
  });
  const wanted = { id, name: "import smollm2-135m", stage: "import-model", config: metadata, createdAt: at };
  await writeFinished(seed, { wanted, startedAt: at, seconds: 12, journal });
  return id;
}
