import { Journal, type Points } from "../journal";
import type { Random } from "../random";

export type Training = {
  run: string;
  startedAt: Date;
  steps: number;
  /** Steps really made; fewer for a run that goes on or broke. */
  made: number;
  secondsPerStep: number;
  config: Record<string, unknown>;
  random: Random;
  /** Where the loss comes to rest. */
  floor?: number;
};

const GIBIBYTE = 1024 ** 3;

export const VERSIONS = { python: "3.11.9", torch: "2.13.0", transformers: "5.23.0", peft: "0.21.2" };

export const atStep = (training: Training, step: number) =>
  training.startedAt.getTime() / 1000 + 4 + step * training.secondsPerStep;

function lossAt(training: Training, step: number): number {
  const floor = training.floor ?? 1.62;
  const falling = 1.55 * Math.exp((-3.4 * step) / training.steps);
  const spike = step === Math.round(training.steps * 0.62) ? 1.1 : 0;
  return floor + falling + spike + training.random.normal() * 0.06;
}

function stepPoints(training: Training): Points {
  const { steps, made, random } = training;
  const top = typeof training.config.learningRate === "number" ? training.config.learningRate : 5e-4;
  const warmup = Math.max(1, Math.round(steps * 0.05));
  return Array.from({ length: made }, (_, index) => {
    const step = index + 1;
    const cosine = 0.5 * (1 + Math.cos(Math.PI * Math.max(0, (step - warmup) / (steps - warmup))));
    return {
      step,
      time: atStep(training, step),
      values: {
        "train/loss": lossAt(training, step),
        "train/grad_norm": Math.abs(0.9 + random.normal() * 0.2) + (step === Math.round(steps * 0.62) ? 4.2 : 0),
        "train/learning_rate": top * (step < warmup ? step / warmup : cosine),
        "train/tokens": step * 512,
        "train/tokens_per_second": 236 + random.normal() * 9,
      },
    };
  });
}

function validationPoints(training: Training): Points {
  const every = Math.max(1, Math.round(training.steps / 10));
  return Array.from({ length: Math.floor(training.made / every) }, (_, index) => {
    const step = (index + 1) * every;
    return {
      step,
      time: atStep(training, step) + 0.4,
      values: { "validation/loss": lossAt(training, step) + 0.09 - training.random.next() * 0.02 },
    };
  });
}

function resourcePoints(training: Training): Points {
  const seconds = 4 + training.made * training.secondsPerStep;
  return Array.from({ length: Math.max(1, Math.floor(seconds / 5)) }, (_, index) => ({
    step: index,
    time: training.startedAt.getTime() / 1000 + index * 5,
    values: {
      "system/cpu_percent": Math.min(200, Math.max(3, (index < 2 ? 60 : 188) + training.random.normal() * 6)),
      "system/memory_bytes": (0.6 + 1.5 * Math.min(1, index / 6)) * GIBIBYTE + training.random.next() * 2e7,
    },
  }));
}

/** Everything of a training up to where it stands; its end, if it has one, is written after. */
export function trainingJournal(training: Training): Journal {
  const { run, steps, made } = training;
  const start = training.startedAt.getTime() / 1000;
  const line = (time: number, text: string, level: "info" | "warning" = "info") => ({
    time,
    stream: "log" as const,
    level,
    text,
  });
  const journal = new Journal(run, 1)
    .event(start + 1, {
      type: "started",
      host: "workstation",
      pid: 4_000 + (run.length % 900),
      devices: [{ kind: "cpu", name: "2 cores", memoryBytes: null }],
      versions: VERSIONS,
      resolvedConfig: JSON.parse(JSON.stringify(training.config)),
      resumedFromStep: null,
    })
    .event(start + 3, {
      type: "log",
      lines: [
        line(start + 2, "Loading the model and its tokenizer"),
        line(start + 2.6, "4,884,480 of 139,399,488 parameters are trained (3.5 %)"),
        line(start + 3, "240 rows read, 238 trained on, 2 dropped: no reference"),
      ],
    })
    .points("metrics", stepPoints(training))
    .points("metrics", validationPoints(training))
    .points("resource", resourcePoints(training));
  const every = Math.max(1, Math.round(steps / 10));
  for (let step = every; step <= made; step += every) {
    const time = atStep(training, step);
    journal.event(time, { type: "log", lines: [line(time, `step ${step} of ${steps}: checkpoint written`)] });
  }
  const kept = [Math.floor(made / every) * every - every, Math.floor(made / every) * every].filter((step) => step > 0);
  for (const step of kept) {
    journal.event(atStep(training, step), {
      type: "checkpoint",
      step,
      bytes: 58_720_256,
      reason: step === steps ? "final" : "interval",
      keptSteps: kept.filter((other) => other <= step),
      metric: { key: "validation/loss", value: lossAt(training, step) },
    });
  }
  return journal.event(atStep(training, made), {
    type: "progress",
    phase: "training",
    done: made,
    total: steps,
    unit: "steps",
    ratePerSecond: 1 / training.secondsPerStep,
    secondsLeft: (steps - made) * training.secondsPerStep,
  });
}
