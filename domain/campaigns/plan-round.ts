import { z } from "zod";
import { clopperPearsonInterval } from "../statistics/exact-binomial";
import { labelsNeeded } from "../statistics/labels-needed";

const share = z.number().min(0).max(1);
const rate = z.number().gt(0).lt(1);

export const planRequestSchema = z.strictObject({
  goal: z.discriminatedUnion("kind", [
    /** The exact one-sided test says pass or fail with this chance, if the rate is the expected one. */
    z.strictObject({
      kind: z.literal("gate"),
      threshold: rate.default(0.15),
      alpha: z.number().gt(0).lt(0.5).default(0.05),
      power: z.number().gt(0.5).lt(1).default(0.8),
    }),
    /** The interval reaches no farther than this from the rate. */
    z.strictObject({
      kind: z.literal("precision"),
      halfWidth: z.number().min(0.005).max(0.5).default(0.05),
      level: z.number().min(0.5).lt(1).default(0.95),
    }),
  ]),
  expectedRate: rate.default(0.08),
  /** Models whose notes are read; each has a rate of its own. */
  arms: z.int().min(1).max(20).default(1),
  /** Sentences of a note and how alike they are, where the rate counts sentences; null where it counts notes. */
  sentences: z
    .strictObject({ perNote: z.number().min(1).max(1_000), icc: share })
    .nullable()
    .default(null),
  overlap: share.default(0.3),
  readersOfOverlap: z.int().min(2).max(9).default(2),
  repeats: share.default(0.05),
  planted: share.default(0),
  clean: share.default(0),
  practice: z.int().min(0).max(20).default(0),
  minutesPerCase: z.number().positive().max(240).default(3),
  /** One entry a reader. */
  hoursPerWeek: z.array(z.number().positive().max(168)).min(1).max(100),
});
export type PlanRequest = z.infer<typeof planRequestSchema>;
export type PlanRequestInput = z.input<typeof planRequestSchema>;

const TEETH = 40;
const MOST = 1_000_000;

/** Fewest n whose Clopper–Pearson interval around the expected rate is close enough, at it and the next 40 n. */
export function labelsForPrecision(expected: number, halfWidth: number, level: number): number | null {
  const holds = (n: number) => {
    const hits = Math.round(n * expected);
    const { low, high } = clopperPearsonInterval(hits, n, level);
    return Math.max(hits / n - low, high - hits / n) <= halfWidth;
  };
  const holdsOn = (n: number) => {
    for (let tooth = 0; tooth <= TEETH; tooth++) if (!holds(n + tooth)) return false;
    return true;
  };
  let reach = 1;
  while (!holdsOn(reach)) {
    reach *= 2;
    if (reach > MOST) return null;
  }
  let [low, high] = [Math.floor(reach / 2), reach];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holdsOn(middle)) high = middle;
    else low = middle;
  }
  return high;
}

export type RoundPlan =
  /** `labels` are of each arm, everything else is of the whole round. */
  | { state: "planned"; labels: number; notes: number; readings: number; hours: number; weeks: number }
  | { state: "impossible"; reason: string };

/** One label's worth of independent notes: n · (1 + (m − 1) · ICC) sentences in m each (Kish 1965). */
function notesFor(labels: number, sentences: PlanRequest["sentences"]): number {
  if (!sentences) return labels;
  return Math.ceil((labels * (1 + (sentences.perNote - 1) * sentences.icc)) / sentences.perNote);
}

/** How long a round takes these readers, until the rate is as exact as wanted or the gate decides. */
export function planRound(request: PlanRequest): RoundPlan {
  const { goal, expectedRate, hoursPerWeek } = request;
  const several = request.overlap > 0 ? request.readersOfOverlap : 1;
  if (hoursPerWeek.length < several) {
    return { state: "impossible", reason: `Cases that ${several} read need at least ${several} readers.` };
  }
  if (goal.kind === "gate" && expectedRate === goal.threshold) {
    return {
      state: "impossible",
      reason: "A rate that lies on the threshold is never decided, however many are read.",
    };
  }
  const labels =
    goal.kind === "gate"
      ? labelsNeeded(expectedRate, goal)
      : labelsForPrecision(expectedRate, goal.halfWidth, goal.level);
  if (labels === null) {
    return { state: "impossible", reason: "More than a million notes would be needed; the rate lies too near." };
  }
  const notes = notesFor(labels, request.sentences) * request.arms;
  const readers = hoursPerWeek.length;
  const controls = Math.ceil(notes * request.planted) + Math.ceil(notes * request.clean) + request.practice;
  const overlapped = Math.round(notes * request.overlap) * (several - 1);
  const readings = notes + overlapped + Math.round(notes * request.repeats) + controls * readers;
  const hours = (readings * request.minutesPerCase) / 60;
  const weeks = hours / hoursPerWeek.reduce((sum, each) => sum + each, 0);
  return { state: "planned", labels, notes, readings, hours, weeks };
}
