import { defineEstimate, type Measured, twoSided, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate, Interval } from "../estimate";
import { totalOf } from "../statistics/agreement-sums";
import { clopperPearsonInterval } from "../statistics/exact-binomial";
import { isConstant } from "../statistics/moments";
import { percentileInterval } from "../statistics/percentile-interval";
import { wilsonInterval } from "../statistics/rates";
import { type Panel, resamplePanels } from "../statistics/resample-panels";
import { marginOf, marginPerToken, type PairRecord, pushOf } from "./pair-record";

export const MARGIN_LEVEL = 0.95;
export const MARGIN_RESAMPLES = 1_000;
const SEED = 0;

/** From this weight on a pair is pushed as hard as a loss of this kind can push. */
export const FULL_PUSH = 0.95;

export type MarginEstimates = {
  margin: Estimate;
  marginPerToken: Estimate;
  /** Share of the pairs with m above 0, strictly: a tie is wrong, as TRL counts. */
  accuracy: Estimate;
  /** Share of the pairs with m below the line that Δ draws. */
  belowThreshold: Estimate;
  /** Share of the pairs that are pushed with at least 0.95 of the greatest weight. */
  fullPush: Estimate;
  /** Of the margin with how much longer the chosen side is. */
  lengthCorrelation: Estimate;
  /** How many tokens longer the chosen side is. */
  lengthDifference: Estimate;
};

const FIELDS = ["n", "m", "perToken", "above", "below", "full", "d", "mm", "dd", "md"] as const;
type Field = (typeof FIELDS)[number];
const AT = Object.fromEntries(FIELDS.map((field, at) => [field, at])) as Record<Field, number>;

type Line = { threshold: number; beta: number } | null;

function fieldsOf(record: PairRecord, line: Line): Record<Field, number> {
  const m = marginOf(record);
  const d = record.tokensChosen - record.tokensRejected;
  return {
    n: 1,
    m,
    perToken: marginPerToken(record),
    above: m > 0 ? 1 : 0,
    below: line && m < line.threshold ? 1 : 0,
    full: line && pushOf(m, line) >= FULL_PUSH ? 1 : 0,
    d,
    mm: m * m,
    dd: d * d,
    md: m * d,
  };
}

const field = (sums: Float64Array, name: Field) => sums[AT[name]] as number;
const meanOf = (name: Field) => (sums: Float64Array) => field(sums, name) / field(sums, "n");

/** Pearson's r from sums; NaN where one of the two does not spread. */
export function correlationOf(sums: Float64Array): number {
  const n = field(sums, "n");
  const spreadM = n * field(sums, "mm") - field(sums, "m") ** 2;
  const spreadD = n * field(sums, "dd") - field(sums, "d") ** 2;
  const slack = 1e-12 * n;
  if (spreadM <= slack * field(sums, "mm") || spreadD <= slack * field(sums, "dd")) return Number.NaN;
  return (n * field(sums, "md") - field(sums, "m") * field(sums, "d")) / Math.sqrt(spreadM * spreadD);
}

const STATISTICS = {
  margin: meanOf("m"),
  marginPerToken: meanOf("perToken"),
  accuracy: meanOf("above"),
  belowThreshold: meanOf("below"),
  fullPush: meanOf("full"),
  lengthCorrelation: correlationOf,
  lengthDifference: meanOf("d"),
};
type Name = keyof typeof STATISTICS;
const NAMES: readonly Name[] = [
  "margin",
  "marginPerToken",
  "accuracy",
  "belowThreshold",
  "fullPush",
  "lengthCorrelation",
  "lengthDifference",
];

const DEFINITIONS: Record<Name, string> = {
  margin: "pair.margin@1",
  marginPerToken: "pair.margin_per_token@1",
  accuracy: "pair.accuracy@1",
  belowThreshold: "pair.share_below_delta@1",
  fullPush: "pair.share_full_push@1",
  lengthCorrelation: "pair.length_correlation@1",
  lengthDifference: "pair.length_difference@1",
};
const SHARES: ReadonlySet<Name> = new Set(["accuracy", "belowThreshold", "fullPush"]);
const HITS: Partial<Record<Name, Field>> = { accuracy: "above", belowThreshold: "below", fullPush: "full" };

function sumByGroup(records: readonly PairRecord[], line: Line) {
  const places = new Map<string, number>();
  for (const { group } of records) if (!places.has(group)) places.set(group, places.size);
  const rows = new Float64Array(places.size * FIELDS.length);
  for (const record of records) {
    const from = (places.get(record.group) ?? 0) * FIELDS.length;
    const fields = fieldsOf(record, line);
    for (const name of FIELDS) rows[from + AT[name]] = (rows[from + AT[name]] ?? 0) + fields[name];
  }
  return { rows, groups: places.size };
}

/** Of shares whose pairs are all alike no resample says anything else; what stays certain is told by counting groups. */
function shareInterval(hits: number, n: number, groups: number, replicates: Float64Array): Interval | null {
  if (groups === n) return twoSided(wilsonInterval(hits, n, MARGIN_LEVEL), MARGIN_LEVEL, "wilson");
  if (hits === 0 || hits === n) {
    const ends = clopperPearsonInterval(hits === 0 ? 0 : groups, groups, MARGIN_LEVEL);
    return twoSided(ends, MARGIN_LEVEL, "clopper-pearson-groups");
  }
  return resampled(replicates);
}

/** None where all pairs are alike: resampling them says nothing of others. */
function resampled(replicates: Float64Array): Interval | null {
  if (isConstant(replicates)) return null;
  const ends = percentileInterval(replicates, MARGIN_LEVEL);
  return ends && twoSided(ends, MARGIN_LEVEL, "cluster-bootstrap-percentile");
}

function undefinedReason(name: Name, line: Line, value: number): string | null {
  if ((name === "belowThreshold" || name === "fullPush") && !line) return "this loss draws no line";
  if (Number.isFinite(value)) return null;
  return name === "lengthCorrelation" ? "margins or lengths do not differ" : "a pair has no tokens";
}

/** Estimates over the pairs of one bucket at one step; pauses at every `yield`. Intervals resample patients or documents. */
export function* estimateMargins(records: readonly PairRecord[], line: Line): Generator<undefined, MarginEstimates> {
  const { rows, groups } = sumByGroup(records, line);
  const total = totalOf(rows, FIELDS.length);
  const panel: Panel = { rows, width: FIELDS.length, statistics: NAMES.map((name) => STATISTICS[name]) };
  const [replicates = []] =
    groups > 1 ? yield* resamplePanels([panel], groups, { resamples: MARGIN_RESAMPLES, seed: SEED }) : [];
  const n = records.length;
  const parameters: Record<string, number> = { groups, ...line };
  const estimate = (name: Name): Estimate => {
    const measured: Measured = { definition: DEFINITIONS[name], parameters, n, unit: "pair" };
    if (n === 0) return undefineEstimate(measured, "no pair has these labels");
    const value = STATISTICS[name](total);
    const reason = undefinedReason(name, line, value);
    if (reason !== null) return undefineEstimate(measured, reason);
    const drawn = replicates[NAMES.indexOf(name)] ?? new Float64Array(0);
    if (!SHARES.has(name)) return defineEstimate({ ...measured, value }, groups > 1 ? resampled(drawn) : null);
    const hits = field(total, HITS[name] ?? "n");
    return defineEstimate(
      { ...measured, value, numerator: hits, denominator: n },
      shareInterval(hits, n, groups, drawn),
    );
  };
  return {
    margin: estimate("margin"),
    marginPerToken: estimate("marginPerToken"),
    accuracy: estimate("accuracy"),
    belowThreshold: estimate("belowThreshold"),
    fullPush: estimate("fullPush"),
    lengthCorrelation: estimate("lengthCorrelation"),
    lengthDifference: estimate("lengthDifference"),
  };
}
