import { z } from "zod";
import { estimateSchema } from "./estimate";

/** Who has to act when a run fails. */
export const faultSchema = z.enum(["config", "data", "memory", "code", "machine"]);
export type Fault = z.infer<typeof faultSchema>;

/** What a column of four bytes holds. An event with more would make its whole batch fail, again and again. */
export const SMALL_MAX = 2_147_483_647;
/** The end of the year 9999, in Unix seconds: the last that every date on the way can write. */
export const TIME_MAX = 253_402_300_799;

const envelope = {
  run: z.string().min(1),
  attempt: z.int().min(1).max(SMALL_MAX),
  sequence: z.int().min(1),
  /** Unix seconds. */
  time: z.number().positive().max(TIME_MAX),
};

const key = z.string().min(1).max(200);
const count = z.int().min(0);
const smallCount = count.max(SMALL_MAX);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Float64 columns follow the header in this order: step, time, then one column per key. */
const columnar = { keys: z.array(key).min(1), rows: z.int().min(1) };

export const startedEvent = z.strictObject({
  ...envelope,
  type: z.literal("started"),
  host: z.string(),
  pid: z.int(),
  devices: z.array(z.strictObject({ kind: z.string(), name: z.string(), memoryBytes: count.nullable() })),
  versions: z.record(z.string(), z.string()),
  resolvedConfig: z.record(z.string(), z.json()),
  resumedFromStep: smallCount.nullable(),
});

export const progressEvent = z.strictObject({
  ...envelope,
  type: z.literal("progress"),
  phase: z.string(),
  done: z.number().min(0),
  total: z.number().min(0).nullable(),
  unit: z.string(),
  ratePerSecond: z.number().min(0).nullable(),
  secondsLeft: z.number().min(0).nullable(),
});

export const metricsEvent = z.strictObject({ ...envelope, type: z.literal("metrics"), ...columnar });
export const resourceEvent = z.strictObject({ ...envelope, type: z.literal("resource"), ...columnar });

export const logEvent = z.strictObject({
  ...envelope,
  type: z.literal("log"),
  lines: z
    .array(
      z.strictObject({
        time: z.number().min(0).max(TIME_MAX),
        stream: z.enum(["stdout", "stderr", "log"]),
        level: z.enum(["debug", "info", "warning", "error"]),
        text: z.string(),
      }),
    )
    .min(1),
});

export const sampleEvent = z.strictObject({
  ...envelope,
  type: z.literal("sample"),
  generations: z
    .array(
      z.strictObject({
        example: z.string(),
        text: z.string(),
        finishReason: z.enum(["stop", "length", "error"]),
        promptTokens: smallCount,
        completionTokens: smallCount,
        seconds: z.number().min(0),
      }),
    )
    .min(1),
});

/** `rows` arrive in batches; `summary` closes one evaluation of one set of generations. */
export const evaluationEvent = z.strictObject({
  ...envelope,
  type: z.literal("evaluation"),
  /** The run whose generations were scored. */
  generationsRun: z.string(),
  role: z.enum(["candidate", "baseline"]),
  rows: z.array(z.strictObject({ example: z.string(), values: z.record(key, z.number().nullable()) })),
  summary: z
    .strictObject({
      estimates: z.array(estimateSchema),
      /** Candidate minus baseline on shared examples; empty for the baseline itself. */
      differences: z.array(estimateSchema),
    })
    .nullable(),
});

/** More pairs come in several events. */
export const PAIR_RECORDS_MOST = 1_000;

const ofPairs = <T extends z.ZodType>(value: T) => z.array(value).min(1).max(PAIR_RECORDS_MOST);
const label = z.union([z.literal(0), z.literal(1)]);

/** Columns of equal length: what single pairs came to at one step, w the chosen side and l the rejected one. */
export const pairRecordsEvent = z
  .strictObject({
    ...envelope,
    type: z.literal("pair_records"),
    step: smallCount,
    split: z.enum(["train", "validation"]),
    /** The log-ratio margin asked of pairs whose rejected side alone is hallucinated: Δ / β of safedpo, 0 of dpo. */
    delta: z.number(),
    ids: ofPairs(z.string().min(1).max(200)),
    /** Sums over completion tokens, in nats; `ref_` under the reference. */
    logp_w: ofPairs(z.number()),
    logp_l: ofPairs(z.number()),
    ref_logp_w: ofPairs(z.number()),
    ref_logp_l: ofPairs(z.number()),
    /** Completion tokens. */
    len_w: ofPairs(smallCount.min(1)),
    len_l: ofPairs(smallCount.min(1)),
    h_w: ofPairs(label),
    h_l: ofPairs(label),
    flipped: ofPairs(z.boolean()),
  })
  .refine(
    ({ ids, logp_w, logp_l, ref_logp_w, ref_logp_l, len_w, len_l, h_w, h_l, flipped }) =>
      [logp_w, logp_l, ref_logp_w, ref_logp_l, len_w, len_l, h_w, h_l, flipped].every(
        (column) => column.length === ids.length,
      ),
    "columns of pairs differ in length",
  );

export const artifactEvent = z.strictObject({
  ...envelope,
  type: z.literal("artifact"),
  name: z.string().min(1).max(500),
  kind: z.enum(["adapter", "model", "table", "file"]),
  digest,
  bytes: count,
  files: smallCount,
  metadata: z.record(z.string(), scalar),
});

export const checkpointEvent = z.strictObject({
  ...envelope,
  type: z.literal("checkpoint"),
  step: smallCount,
  bytes: count,
  reason: z.enum(["interval", "best", "final", "stop"]),
  /** Steps still on disk once this one was written. */
  keptSteps: z.array(smallCount),
  metric: z.strictObject({ key, value: z.number() }).nullable(),
});

export const finishedEvent = z.strictObject({
  ...envelope,
  type: z.literal("finished"),
  outcome: z.enum(["completed", "stopped"]),
  seconds: z.number().min(0),
  peakMemoryBytes: count.nullable(),
  peakDeviceMemoryBytes: count.nullable(),
  energyJoules: z.number().min(0).nullable(),
});

export const failedEvent = z.strictObject({
  ...envelope,
  type: z.literal("failed"),
  fault: faultSchema,
  reason: z.string().min(1),
  /** What to do about it, as an instruction. */
  remedy: z.string().nullable(),
  /** The config field that did it, if one did. */
  field: z.string().nullable(),
  /** Stack or last lines; never the text of an example. */
  detail: z.string(),
  seconds: z.number().min(0),
  peakMemoryBytes: count.nullable(),
});

export const runnerEventSchema = z.discriminatedUnion("type", [
  startedEvent,
  progressEvent,
  metricsEvent,
  resourceEvent,
  logEvent,
  sampleEvent,
  evaluationEvent,
  pairRecordsEvent,
  artifactEvent,
  checkpointEvent,
  finishedEvent,
  failedEvent,
]);

export type RunnerEvent = z.infer<typeof runnerEventSchema>;
export type RunnerEventType = RunnerEvent["type"];
