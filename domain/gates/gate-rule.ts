import { z } from "zod";
import { UNITS } from "../campaigns/protocol";

export const GATE_VERDICTS = ["pass", "fail", "undecided"] as const;
export type GateVerdict = (typeof GATE_VERDICTS)[number];

const guard = z
  .strictObject({ atMost: z.number().min(0) })
  .nullable()
  .default(null);

/** Stored before the first assessment; a later one is a new version with its date and reason. */
export const gateRuleSchema = z.strictObject({
  /** Whose notes it decides on, where a round reads several arms; null takes all together. */
  arm: z.string().min(1).max(200).nullable().default(null),
  /** A rate below it passes, above it fails, each only when the test says so. */
  threshold: z.number().gt(0).lt(1).default(0.15),
  /** Of each one-sided test. */
  alpha: z.number().gt(0).lt(0.5).default(0.05),
  unit: z.enum(UNITS).default("note"),
  /** Which errors count. */
  severity: z.enum(["any", "major"]).default("any"),
  /** Which answer stands for a case that several read, until it is settled. */
  readings: z.enum(["any", "majority", "all"]).default("majority"),
  /** `once`: when the round is closed. `sprt`: after every case, by Wald's sequential test against `alternative`. */
  looks: z.enum(["once", "sprt"]).default("once"),
  /** The rates that the sequential test tells apart, and its chance to miss. */
  sprt: z
    .strictObject({ low: z.number().gt(0).lt(1), high: z.number().gt(0).lt(1), beta: z.number().gt(0).lt(0.5) })
    .default({ low: 0.1, high: 0.2, beta: 0.1 }),
  /** Corrected by readers' sensitivity and specificity on planted controls (Rogan and Gladen 1978). */
  correction: z.enum(["none", "planted-controls"]).default("none"),
  guards: z
    .strictObject({
      /** Share of notes with a major error. */
      majorRate: guard,
      /** Omissions a note. */
      omissionsPerNote: guard,
      /** Median length as a share of the reference's or the other arm's; less says that the model says less. */
      lengthRatio: z
        .strictObject({ atLeast: z.number().min(0) })
        .nullable()
        .default(null),
    })
    .prefault({}),
});
export type GateRule = z.infer<typeof gateRuleSchema>;
