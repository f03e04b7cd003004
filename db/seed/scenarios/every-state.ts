import { changeRunState } from "@/server/runs/change-run-state";
import type { Journal } from "../journal";
import { createRandom } from "../random";
import { type Seed, secondsBefore, seedId } from "../seed-services";
import { type SeedRun, writeStarted, writeUnstarted } from "../write-run";
import { endOutOfMemory, endStopped } from "./ends";
import type { SeedDataset } from "./notes-dataset";
import { SFT_CONFIG } from "./sample-study";
import { trainingJournal } from "./training-journal";

type Inputs = { baseModelId: string; data: SeedDataset };

function wantedTraining(name: string, id: string, createdAt: Date, { baseModelId, data }: Inputs): SeedRun {
  return {
    id: seedId(id),
    name,
    stage: "sft",
    config: SFT_CONFIG,
    seed: 2,
    createdAt,
    inputs: { model: { modelId: baseModelId }, dataset: { datasetVersionId: data.versionId } },
  };
}

type Part = {
  wanted: SeedRun;
  startedAt: Date;
  made: number;
  secondsPerStep?: number;
  end?: (journal: Journal, time: number, seconds: number) => Journal;
  cancelRequestedAt?: Date;
};

async function writePart(seed: Seed, part: Part): Promise<void> {
  const { wanted, startedAt, made, secondsPerStep = 2.5, end, cancelRequestedAt } = part;
  const random = createRandom(wanted.id.length + made);
  const journal = trainingJournal({
    run: wanted.id,
    startedAt,
    steps: 200,
    made,
    secondsPerStep,
    config: wanted.config,
    random,
  });
  const seconds = 5 + made * secondsPerStep;
  const endedAt = new Date(startedAt.getTime() + seconds * 1000);
  end?.(journal, endedAt.getTime() / 1000, seconds);
  await writeStarted(seed, wanted, { startedAt, endedAt, journal, cancelRequestedAt });
}

async function writeLost(seed: Seed, inputs: Inputs): Promise<void> {
  const startedAt = secondsBefore(seed.now, 5_400);
  const wanted = wantedTraining("sft r16 · seed 3", "lost", startedAt, inputs);
  await writePart(seed, { wanted, startedAt, made: 121 });
  await seed.db.transaction((tx) =>
    changeRunState(tx, {
      runId: wanted.id,
      from: ["running"],
      to: "lost",
      set: {
        failure: {
          fault: "machine",
          reason: "The supervisor gave no sign of life for 30 seconds, while the server was up.",
          remedy: "Resume the run: it goes on from its last checkpoint, step 120.",
          field: null,
          detail: "",
        },
      },
      now: secondsBefore(seed.now, 5_060),
    }),
  );
}

async function writeCancelled(seed: Seed, inputs: Inputs): Promise<void> {
  const startedAt = secondsBefore(seed.now, 9_000);
  const wanted = wantedTraining("sft r64 · too slow", "cancelled", startedAt, inputs);
  await writePart(seed, {
    wanted: { ...wanted, config: { ...SFT_CONFIG, loraRank: 64 } },
    startedAt,
    made: 46,
    end: endStopped,
    cancelRequestedAt: secondsBefore(seed.now, 8_890),
  });
}

/** One run in each state that a person meets, besides finished. */
export async function writeEveryState(seed: Seed, inputs: Inputs): Promise<void> {
  const ago = (seconds: number) => secondsBefore(seed.now, seconds);
  const running = wantedTraining("sft r32 · seed 1", "running", ago(420), inputs);
  await writePart(seed, {
    wanted: { ...running, config: { ...SFT_CONFIG, loraRank: 32 } },
    startedAt: ago(400),
    made: 156,
  });
  const slower = wantedTraining("sft full · seed 1", "running-full", ago(300), inputs);
  await writePart(seed, {
    wanted: { ...slower, config: { ...SFT_CONFIG, method: "full" } },
    startedAt: ago(290),
    made: 38,
    secondsPerStep: 7,
  });
  const broken = wantedTraining("sft full · batch 16", "out-of-memory", ago(7_200), inputs);
  await writePart(seed, {
    wanted: { ...broken, config: { ...SFT_CONFIG, method: "full", batchSize: 16 } },
    startedAt: ago(7_190),
    made: 4,
    secondsPerStep: 11,
    end: endOutOfMemory,
  });
  await writeLost(seed, inputs);
  await writeCancelled(seed, inputs);
  await writeUnstarted(seed, wantedTraining("sft r32 · seed 2", "queued", ago(240), inputs), { state: "queued" });
  await writeUnstarted(
    seed,
    {
      id: seedId("waiting"),
      name: "generate · r32",
      stage: "generate",
      config: { split: "test" },
      createdAt: ago(230),
      inputs: { model: { fromRunId: running.id }, dataset: { datasetVersionId: inputs.data.versionId } },
    },
    { state: "waiting", waitingFor: `Waits for "${running.name}" (running).` },
  );
}
