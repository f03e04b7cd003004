import type { Random } from "../../random";

export type SweepConfig = {
  learningRate: number;
  batchSize: number;
  steps: number;
  method: string;
  lora: { rank: number } & Record<string, unknown>;
} & Record<string, unknown>;

const RATES = [5e-5, 1e-4, 2e-4, 3e-4, 5e-4, 1e-3];
const RANKS = [4, 8, 16, 32, 64];

/** 50 leaves: what a sweep of fine-tunings says about itself. */
export function sweepConfig(random: Random): SweepConfig {
  const rank = random.pick(RANKS);
  return {
    learningRate: random.pick(RATES),
    batchSize: random.pick([4, 8, 16, 32]),
    steps: random.pick([200, 400, 800]),
    method: random.pick(["lora", "qlora", "full"]),
    maxTokens: random.pick([512, 1024, 2048]),
    seed: 0,
    precision: "bf16",
    packing: random.next() < 0.5,
    gradientCheckpointing: random.next() < 0.3,
    gradientClip: 1,
    accumulate: random.pick([1, 2, 4]),
    lossMask: random.pick(["completion", "all"]),
    labelSmoothing: random.pick([0, 0.05, 0.1]),
    validateEvery: 50,
    checkpointEvery: 100,
    lora: {
      rank,
      alpha: rank * random.pick([1, 2]),
      dropout: random.pick([0, 0.05, 0.1]),
      targets: random.pick(["all-linear", "attention"]),
      rankStabilised: random.next() < 0.2,
      bias: "none",
    },
    optimizer: {
      name: random.pick(["adamw", "adamw-8bit", "lion"]),
      beta1: 0.9,
      beta2: random.pick([0.95, 0.999]),
      epsilon: 1e-8,
      weightDecay: random.pick([0, 0.01, 0.1]),
      fused: true,
    },
    schedule: {
      name: random.pick(["cosine", "linear", "constant"]),
      warmupShare: random.pick([0, 0.03, 0.1]),
      floor: 0,
      cycles: 1,
    },
    data: {
      shuffle: true,
      workers: 2,
      holdOut: 0.1,
      minTokens: 16,
      augment: random.next() < 0.2,
      sections: random.pick(["all", "assessment", "history"]),
      mix: { clinic: 0.5, telephone: 0.3, ward: 0.2 },
      template: random.pick(["chatml", "plain"]),
    },
    quantization: { bits: random.pick([4, 8, 16]), type: "nf4", double: true },
    generate: { temperature: 0, maxNewTokens: 160, topP: 1 },
    stop: { patience: 5, metric: "validation/loss", minDelta: 0.001 },
  };
}

/** How good a training with this config is expected to end, before its seed has its say. */
export function expectedLoss(config: SweepConfig): number {
  const fit = Math.log10(config.learningRate / 3e-4) ** 2 * 0.35;
  const size = 0.16 * Math.log2(64 / config.lora.rank) * 0.4;
  const length = config.steps === 200 ? 0.25 : config.steps === 400 ? 0.1 : 0;
  return 0.62 + fit + size + length + (config.method === "full" ? -0.04 : 0);
}
