import type { Estimate } from "../estimate";
import type { Judgement } from "../judgement";
import type { ArmRun } from "./arm";

/** `refused`: the two were measured in ways that cannot be set against each other. */
export type Verdict = { judgement: Judgement | "refused"; headline: string; evidence: string };

/** The value that one training reached, for a strip of points. */
export type ReplicateValue = { arm: string; runId: string; seed: number | null; value: number };

/** One arm against the baseline in one metric. */
export type Comparison = {
  metric: string;
  arm: string;
  candidate: Estimate;
  baseline: Estimate;
  /** Candidate minus baseline over shared examples: these models, other notes. Null where nothing was scored. */
  byItem: Estimate | null;
  /** Candidate minus baseline over trainings: these notes, other seeds. */
  bySeed: Estimate;
  replicates: ReplicateValue[];
  /** What must be known to read it. */
  cautions: string[];
  verdict: Verdict;
};

export type MetricChoice = { id: string; kind: "score" | "series"; arms: number };

/** What an arm's runs were scored on. */
export type EvaluatedOn = {
  runId: string;
  evaluationId: string;
  evaluateRun: { id: string; name: string; settled: boolean };
  generationsRun: { id: string; name: string };
  dataset: string;
  splits: string[];
  examples: number;
};

export type ComparedArm = {
  id: string;
  name: string;
  runs: ArmRun[];
  seeds: number;
  evaluatedOn: EvaluatedOn[];
  /** By definition id: busy seconds, cost, memory, energy, speed. */
  costs: Estimate[];
  /** Whether no other arm reaches more for less; null where the metric or the time is missing. */
  onFront: boolean | null;
};

export type ComparisonReport = {
  project: string;
  /** Asked for and not in the project any more. */
  missing: string[];
  arms: ComparedArm[];
  baseline: string;
  candidate: string | null;
  /** Whether runs that differ by their seed alone stand together, and whether they could. */
  folded: boolean;
  foldable: boolean;
  metrics: MetricChoice[];
  metric: string | null;
  /** The first sentence. */
  verdict: Verdict;
  /** The metric, every other arm against the baseline. */
  leading: Comparison[];
  /** All metrics, the candidate against the baseline. */
  table: Comparison[];
};
