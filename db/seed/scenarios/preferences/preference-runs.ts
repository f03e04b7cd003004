import { Journal } from "../../journal";
import { createRandom } from "../../random";
import { type Seed, secondsBefore, seedId } from "../../seed-services";
import { VERSIONS } from "../training-journal";
import { writeFinished } from "../write-steps";
import { measureReference, recordsAt } from "./pair-records";
import { PAIRS_VERSION, type SeedPair } from "./pair-version";

const STEPS = 36;
const EVERY = 9;
const SECONDS_A_STEP = 6;
const RUNS = [
  { id: seedId("fdpo", 10, 1), delta: 10, seed: 1 },
  { id: seedId("fdpo", 10, 2), delta: 10, seed: 2 },
  { id: seedId("fdpo", 100, 1), delta: 100, seed: 1 },
] as const;

type Training = { run: (typeof RUNS)[number]; startedAt: Date; config: Record<string, unknown> };

function trainingOn(pairs: readonly SeedPair[], { run, startedAt, config }: Training): Journal {
  const random = createRandom(run.delta * 10 + run.seed);
  const measured = measureReference(createRandom(41), pairs);
  const start = startedAt.getTime() / 1000;
  const at = (step: number) => start + 8 + step * SECONDS_A_STEP;
  const course = { delta: run.delta, steps: STEPS };
  const journal = new Journal(run.id, 1).event(start + 1, {
    ...{ type: "started", host: "workstation", pid: 6_200 + run.seed, versions: VERSIONS, resumedFromStep: null },
    devices: [{ kind: "cpu", name: "2 cores", memoryBytes: null }],
    resolvedConfig: JSON.parse(JSON.stringify(config)),
  });
  journal.points(
    "metrics",
    Array.from({ length: STEPS }, (_, index) => {
      const learned = 1 - Math.exp((-3 * (index + 1)) / STEPS);
      const margin = learned * (3.1 + run.delta / 100) + random.normal() * 0.2;
      return {
        step: index + 1,
        time: at(index + 1),
        values: {
          "train/loss": Math.log1p(Math.exp(0.1 * (run.delta - margin))) + random.normal() * 0.01,
          "rewards/margins": 0.1 * margin,
          "margins/h01": margin,
          "rewards/accuracies": Math.min(1, 0.5 + learned * 0.5),
          "logps/chosen": -22 - learned * 0.6 + random.normal() * 0.4,
        },
      };
    }),
  );
  for (let step = 0; step <= STEPS; step += EVERY) {
    for (const split of ["train", "validation"] as const) {
      journal.event(at(step) + 0.5, recordsAt(random, measured, split, step, course));
    }
  }
  return journal.event(at(STEPS) + 1, {
    ...{ type: "artifact", name: "adapter", kind: "adapter", bytes: 19_660_800, files: 2 },
    ...{ digest: `${run.delta}${run.seed}`.padEnd(64, "d"), metadata: { license: "Apache-2.0" } },
  });
}

/** Three trainings on the same pairs: two seeds of one Δ, and one Δ that has saturated. */
export async function writePreferenceRuns(seed: Seed, baseModelId: string, pairs: readonly SeedPair[]): Promise<void> {
  for (const [place, run] of RUNS.entries()) {
    const createdAt = secondsBefore(seed.now, 15 * 86_400 - place * 600);
    const startedAt = new Date(createdAt.getTime() + 2_000);
    const config = { loss: "fdpo", beta: 0.1, delta: run.delta, epochs: 2, learningRate: 5e-6, loraRank: 16 };
    const wanted = {
      ...{ id: run.id, name: `FactualDPO_smollm2-135m_delta${run.delta}`, stage: "fdpo", config, seed: run.seed },
      ...{ tags: ["delta-sweep"], createdAt },
      inputs: { model: { modelId: baseModelId }, dataset: { datasetVersionId: PAIRS_VERSION } },
    };
    const journal = trainingOn(pairs, { run, startedAt, config });
    await writeFinished(seed, { wanted, startedAt, seconds: 12 + STEPS * SECONDS_A_STEP, journal });
  }
}
