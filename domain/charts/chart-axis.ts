/**
 * What a curve is drawn over: the step that was logged; the clock; seconds since the run first started; tokens that
 * the run had seen at that step.
 */
export const CURVE_AXES = ["step", "time", "relative", "tokens"] as const;
export type CurveAxis = (typeof CURVE_AXES)[number];

/** The series that says how many tokens a run had seen. */
export const TOKENS_KEY = "train/tokens";

/** How runs that differ by their seed alone are drawn: one by one, or as a mean in a band. */
export const SEED_BANDS = ["none", "range", "sd"] as const;
export type SeedBand = (typeof SEED_BANDS)[number];

export const CURVE_SCALES = ["linear", "log"] as const;
export type CurveScale = (typeof CURVE_SCALES)[number];

export const MOST_RUNS_IN_A_CHART = 100;
export const MOST_KEYS_IN_A_CHART = 8;

/** More than a chart draws, so that it can say how many it leaves out. */
export const MOST_CHOSEN_RUNS = 1_000;
/** Node takes 16 KB of address and headers; a run is 15 characters. */
export const MOST_RUNS_IN_AN_ADDRESS = 900;

/** Columns of a packed curve, each of as many float64 as it has buckets; NaN where a bucket has no finite value. */
export const CURVE_COLUMNS = ["x", "mean", "min", "max", "n", "nonFinite"] as const;
