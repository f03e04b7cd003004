import { createRandom } from "../random";
import { type Seed, secondsBefore, seedId } from "../seed-services";
import { writeStarted } from "../write-run";
import { endBadData, endFinished, endStopped } from "./ends";
import type { SeedDataset } from "./notes-dataset";
import { SFT_CONFIG } from "./sample-study";
import { trainingJournal } from "./training-journal";

const RANKS = [4, 8, 16, 32] as const;
const RATES = [1e-4, 2e-4, 5e-4, 1e-3] as const;
const SEEDS = [1, 2, 3, 4] as const;

/** A few broke on their data, every thirteenth was stopped. */
function endOf(index: number) {
  if (index % 29 === 7) return { end: endBadData, share: 0 };
  if (index % 13 === 5) return { end: endStopped, share: 0.4 };
  return { end: endFinished, share: 1 };
}

/** A sweep of 64 trainings over the last two weeks, so that the table is a table. */
export async function writeEarlierRuns(seed: Seed, inputs: { baseModelId: string; data: SeedDataset }): Promise<void> {
  const grid = RANKS.flatMap((rank) => RATES.flatMap((rate) => SEEDS.map((number) => ({ rank, rate, number }))));
  for (const [index, { rank, rate, number }] of grid.entries()) {
    const id = seedId("sweep", String(index).padStart(2, "0"));
    const random = createRandom(1_000 + index);
    const createdAt = secondsBefore(seed.now, 14 * 86_400 - index * 17_000);
    const startedAt = new Date(createdAt.getTime() + (20 + random.next() * 500) * 1000);
    const { end, share } = endOf(index);
    const config = { ...SFT_CONFIG, loraRank: rank, learningRate: rate, steps: 120 };
    const made = Math.round(120 * share);
    const secondsPerStep = 2 + rank / 40 + random.next() * 0.3;
    const floor = 1.95 - Math.log2(rank) * 0.06 - Math.log10(rate / 1e-4) * 0.14;
    const journal = trainingJournal({ run: id, startedAt, steps: 120, made, secondsPerStep, config, random, floor });
    const seconds = 5 + made * secondsPerStep;
    const endedAt = new Date(startedAt.getTime() + seconds * 1000);
    const cancelRequestedAt = end === endStopped ? endedAt : undefined;
    await writeStarted(
      seed,
      {
        id,
        name: `sft r${rank} · rate ${rate.toExponential(0)} · seed ${number}`,
        stage: "sft",
        config,
        seed: number,
        tags: ["rank-sweep"],
        createdAt,
        inputs: {
          model: { modelId: inputs.baseModelId },
          dataset: { datasetVersionId: inputs.data.versionId },
        },
      },
      { startedAt, endedAt, journal: end(journal, endedAt.getTime() / 1000, seconds), cancelRequestedAt },
    );
  }
}
