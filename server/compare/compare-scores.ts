import { undefineEstimate } from "@/domain/comparison/make-estimate";
import type { Estimate } from "@/domain/estimate";
import { describeMetric } from "@/domain/metrics/metric-words";
import { mean } from "@/domain/statistics/moments";
import { differItems, type ItemOptions, LEVEL, type SharedItems, scoreItems } from "./compare-items";
import { compareSeeds, type Reached } from "./compare-seeds";
import type { ComparedRun } from "./describe-runs";
import type { RunEvaluation } from "./evaluations-of-runs";
import { refuseScores } from "./refuse-comparison";
import type { ScoreTable } from "./score-table";

/** An arm's runs that were scored, each with its evaluation. */
export type ScoredArm = { id: string; name: string; runs: { run: ComparedRun; evaluation: RunEvaluation }[] };

export type ScoreComparison = {
  candidate: Estimate;
  baseline: Estimate;
  byItem: Estimate;
  bySeed: Estimate;
  /** Mean over the shared examples of every run. */
  reached: { runId: string; value: number }[];
};

type Column = { runId: string; key: string; trained: boolean; values: Float64Array };

function columnsOf(arm: ScoredArm, table: ScoreTable, definition: string): Column[] {
  return arm.runs.flatMap(({ run, evaluation }) => {
    const values = table.values.get(evaluation.evaluationId)?.get(definition);
    const { key, trained } = run.replicate;
    return values ? [{ runId: run.id, key, trained, values }] : [];
  });
}

/** Examples that have a value in every column; and how many have one in some. */
function sharedPlaces(columns: readonly Column[], examples: number): { shared: number[]; some: number } {
  const shared: number[] = [];
  let some = 0;
  for (let place = 0; place < examples; place++) {
    const present = columns.filter(({ values }) => !Number.isNaN(values[place] ?? Number.NaN)).length;
    if (present > 0) some += 1;
    if (present === columns.length) shared.push(place);
  }
  return { shared, some };
}

/** Trainings weigh alike, however many runs show each. */
function averageTrainings(columns: readonly Column[], places: readonly number[]): Float64Array {
  const byKey = new Map<string, Float64Array[]>();
  for (const { key, values } of columns) byKey.set(key, [...(byKey.get(key) ?? []), values]);
  const trainings = [...byKey.values()];
  return Float64Array.from(places, (place) =>
    mean(trainings.map((training) => mean(training.map((values) => values[place] ?? Number.NaN)))),
  );
}

function numberGroups(table: ScoreTable, places: readonly number[]) {
  const numbers = new Map<number, number>();
  const groups = Int32Array.from(places, (place) => {
    const group = table.groups[place] ?? 0;
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    return number;
  });
  return { groups, groupCount: numbers.size };
}

const isBinary = (values: Float64Array) => values.every((value) => value === 0 || value === 1);

function isRate(definition: string, items: SharedItems): boolean {
  const { scale, description } = describeMetric(definition);
  const known = description !== null;
  return (scale === "share" || !known) && isBinary(items.candidate) && isBinary(items.baseline);
}

/** Candidate against baseline in one definition, over the examples that every run of both was scored on. */
export function compareScores(
  definition: string,
  arms: { candidate: ScoredArm; baseline: ScoredArm },
  table: ScoreTable,
  comparisons: number,
): ScoreComparison {
  const side = ({ name, runs }: ScoredArm) => ({ name, evaluations: runs.map(({ evaluation }) => evaluation) });
  const refusal = refuseScores(definition, side(arms.candidate), side(arms.baseline));
  const [score] = arms.candidate.runs.flatMap(({ evaluation }) =>
    evaluation.scores.filter((each) => each.definition === definition),
  );
  const unit = score?.unit ?? "example";
  if (refusal) return refuseAll(definition, unit, refusal);
  const candidate = columnsOf(arms.candidate, table, definition);
  const baseline = columnsOf(arms.baseline, table, definition);
  const { shared, some } = sharedPlaces([...candidate, ...baseline], table.examples);
  if (shared.length === 0 || candidate.length === 0 || baseline.length === 0) {
    return refuseAll(definition, unit, "no example has a value on both sides", some);
  }
  const items: SharedItems = {
    candidate: averageTrainings(candidate, shared),
    baseline: averageTrainings(baseline, shared),
    ...numberGroups(table, shared),
    excluded: some - shared.length,
  };
  const parameters = meaningOf(score);
  const count = (columns: readonly Column[]) => new Set(columns.map(({ key }) => key)).size;
  const options = { definition, parameters, unit, binary: isRate(definition, items), comparisons };
  const trainings = { candidate: count(candidate), baseline: count(baseline) };
  const optionsFor = (of: number): ItemOptions => ({ ...options, trainings: of });
  const reachedBy = (columns: readonly Column[]): (Reached & { runId: string })[] =>
    columns.map(({ values, ...of }) => ({ ...of, value: mean(shared.map((place) => values[place] ?? 0)) }));
  const [ours, theirs] = [reachedBy(candidate), reachedBy(baseline)];
  const scoreOf = (arm: ScoredArm, values: Float64Array, of: number) =>
    storedScore(arm, definition, items) ?? scoreItems(values, items, optionsFor(of));
  return {
    candidate: scoreOf(arms.candidate, items.candidate, trainings.candidate),
    baseline: scoreOf(arms.baseline, items.baseline, trainings.baseline),
    byItem: differItems(items, optionsFor(Math.max(trainings.candidate, trainings.baseline))),
    bySeed: compareSeeds({ definition, parameters, unit: "seed" }, ours, theirs),
    reached: [...ours, ...theirs].map(({ runId, value }) => ({ runId, value })),
  };
}

/** What the runner computed over the very same examples, at the same level, need not be computed again. */
function storedScore({ runs }: ScoredArm, definition: string, items: SharedItems): Estimate | null {
  const [only] = runs;
  const stored = runs.length === 1 ? only?.evaluation.scores.find((score) => score.definition === definition) : null;
  const same = stored?.n === items.candidate.length && items.groupCount === stored.n;
  return same && stored.interval?.level === LEVEL ? stored : null;
}

/** What the stored value says of its meaning; what it says of its interval is made anew. */
function meaningOf(score: Estimate | undefined): Estimate["parameters"] {
  const kept = ["failures", "stemmer", "library", "lexicon"];
  return Object.fromEntries(Object.entries(score?.parameters ?? {}).filter(([key]) => kept.includes(key)));
}

function refuseAll(definition: string, unit: string, reason: string, excluded = 0): ScoreComparison {
  const nothing = (of: string) => undefineEstimate({ definition, n: 0, unit: of, excluded }, reason);
  return {
    candidate: nothing(unit),
    baseline: nothing(unit),
    byItem: nothing(unit),
    bySeed: nothing("seed"),
    reached: [],
  };
}
