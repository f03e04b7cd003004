import type { RunState } from "@/domain/runs/run-rules";
import type { Random } from "../../random";
import { secondsBefore, seedId } from "../../seed-services";
import { expectedLoss, type SweepConfig, sweepConfig } from "./sweep-configs";

const SEEDS = 5;
const DAY_SECONDS = 86_400;
const SPREAD_DAYS = 90;

export type SweepRun = {
  id: string;
  name: string;
  stage: "sft" | "command";
  state: RunState;
  config: SweepConfig;
  seed: number;
  steps: number;
  tags: string[];
  createdAt: Date;
  startSeconds: number;
  busySeconds: number;
  loss: number;
  rouge: number;
};

const FATES: readonly [share: number, state: RunState][] = [
  [0.93, "finished"],
  [0.96, "failed"],
  [0.985, "cancelled"],
  [0.995, "lost"],
  [1, "running"],
];

function fateOf(random: Random): RunState {
  const drawn = random.next();
  return FATES.find(([until]) => drawn < until)?.[1] ?? "finished";
}

/** Sweeps of five seeds a config, the newest first begun an hour ago. */
export function sweepRuns(count: number, random: Random, now: Date): SweepRun[] {
  const runs: SweepRun[] = [];
  for (let config = 0; runs.length < count; config += 1) {
    const given = sweepConfig(random);
    const expected = expectedLoss(given);
    const stage = config % 5 === 4 ? "command" : "sft";
    const sweep = random.pick(["rank-sweep", "rate-sweep", "schedule-sweep", "mix-sweep"]);
    for (let seed = 1; seed <= SEEDS && runs.length < count; seed += 1) {
      const number = runs.length;
      const age = 3_600 + ((count - number) / count) * SPREAD_DAYS * DAY_SECONDS;
      const createdAt = secondsBefore(now, age);
      const loss = expected + 0.035 * random.normal();
      runs.push({
        id: seedId("scale", String(number).padStart(5, "0")),
        name: `${stage} ${given.method} r${given.lora.rank} · lr ${given.learningRate} · seed ${seed}`,
        stage,
        state: fateOf(random),
        config: { ...given, seed },
        seed,
        steps: given.steps,
        tags: [sweep, ...(random.next() < 0.05 ? ["keep"] : [])],
        createdAt,
        startSeconds: createdAt.getTime() / 1000 + 20,
        busySeconds: given.steps * (1 + random.next()),
        loss,
        rouge: Math.min(0.6, Math.max(0.02, 0.34 - 0.16 * (loss - 0.62) + 0.012 * random.normal())),
      });
    }
  }
  return runs;
}
