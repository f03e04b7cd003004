import { Journal } from "../journal";
import type { Seed } from "../seed-services";
import { type SeedRun, writeStarted } from "../write-run";
import { endFinished } from "./ends";
import { generationJournal, generationSeconds, isCutOff, type Written } from "./generation-journal";
import { estimateDifferences, estimateScores, scoreText } from "./score-texts";

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
/** What stands beside a run's own work; nothing for runs of no study. */
type Beside = Pick<SeedRun, "studyId" | "tags">;
type Scoring = Beside & { id: string; name: string; at: Date };

export async function writeScored(
  seed: Seed,
  { id, name, at, ...beside }: Scoring,
  candidate: Scored,
  baseline: Scored,
): Promise<void> {
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
  const wanted = { ...beside, id, name, stage: "evaluate", config: {}, createdAt: at, inputs };
  await writeFinished(seed, { wanted, startedAt: at, seconds: 6, journal });
}

export type Generating = Beside & {
  id: string;
  name: string;
  at: Date;
  versionId: string;
  modelRun: string;
  seed?: number;
};

export async function writeGenerated(seed: Seed, made: Generating, written: readonly Written[]): Promise<Scored> {
  const { id, name, at, versionId, modelRun, ...rest } = made;
  const config = { split: "test", maxNewTokens: 128 };
  const journal = generationJournal({ run: id, startedAt: at, written, config });
  const inputs = { model: { fromRunId: modelRun }, dataset: { datasetVersionId: versionId } };
  const wanted = { ...rest, id, name, stage: "generate", config, createdAt: at, inputs };
  await writeFinished(seed, { wanted, startedAt: at, seconds: generationSeconds(written.length) + 2, journal });
  return { id, written };
}

export async function writeBaseModel(
  seed: Seed,
  { id, at, digest, ...beside }: Beside & { id: string; at: Date; digest: string },
): Promise<void> {
  const metadata = {
    source: "embedded",
    reference: "SmolLM2-135M-Instruct",
    license: "Apache-2.0",
    parameters: 134_515_008,
  };
  const journal = new Journal(id, 1).event(at.getTime() / 1000 + 12, {
    type: "artifact",
    name: "smollm2-135m-instruct",
    kind: "model",
    digest,
    bytes: 272_629_760,
    files: 7,
    metadata,
  });
  const config = { source: "embedded" };
  const wanted = { ...beside, id, name: "import smollm2-135m", stage: "import-model", config, createdAt: at };
  await writeFinished(seed, { wanted, startedAt: at, seconds: 19, journal });
}
