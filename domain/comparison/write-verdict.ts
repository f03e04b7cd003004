import type { Estimate } from "../estimate";
import { describeEstimate, type EstimateWords } from "../format/estimate";
import { formatCounted, formatNumber } from "../format/number";
import { type Judgement, judgeDifference } from "../judgement";
import { type ComparedMetric, describeComparedMetric } from "./compared-metric";
import type { Comparison, Verdict } from "./comparison";

type Facts = Omit<Comparison, "verdict" | "replicates"> & { names: { candidate: string; baseline: string } };

/** Over trainings where they have an interval, for the method is asked about then; else over the shared examples. */
export function decidingDifference({ byItem, bySeed }: Pick<Comparison, "byItem" | "bySeed">): Estimate {
  if (bySeed.interval || !byItem) return bySeed;
  return byItem.interval || bySeed.state === "undefined" ? byItem : bySeed;
}

/** One metric in one sentence: what came out, by how much, how sure, over what. */
export function writeVerdict(facts: Facts): Verdict {
  const metric = describeComparedMetric(facts.metric);
  const { names, candidate, baseline } = facts;
  const deciding = decidingDifference(facts);
  if (deciding.state === "undefined") {
    return { judgement: "refused", headline: `Not compared in ${metric.title}:`, evidence: `${deciding.reason}.` };
  }
  const judgement = judgeDifference(deciding, metric.better);
  const against = `${speakValue(candidate, metric)} against ${speakValue(baseline, metric)} of ${names.baseline}`;
  const differences = [bySeedWords(facts, metric), byItemWords(facts, metric)].filter((words) => words !== null);
  const rest = [
    `${against}: ${differences.join("; ")}.`,
    judgement === "undecided" ? "The interval holds zero: more of what it is over decides it." : null,
    attainableWords(facts.bySeed),
    ...facts.cautions,
  ];
  return {
    judgement,
    headline: writeHeadline(judgement, deciding.value, metric, names),
    evidence: rest.filter((part) => part !== null).join(" "),
  };
}

function speakValue(estimate: Estimate, metric: ComparedMetric): string {
  return describeEstimate(estimate, { scale: metric.scale })?.value ?? "an undefined value";
}

function differenceOf(estimate: Estimate, metric: ComparedMetric): EstimateWords | null {
  return describeEstimate(estimate, { scale: metric.scale === "share" ? "points" : "number", difference: true });
}

const withInterval = (words: EstimateWords) =>
  words.interval ? `${words.value} (${words.level} ${words.interval})` : `${words.value}, without an interval`;

const numberOf = (parameters: Estimate["parameters"], name: string) =>
  typeof parameters[name] === "number" ? parameters[name] : 0;

/** How many trainings stand on each side. */
function seedsWords({ parameters, unit }: Estimate): string {
  const [ours, theirs] = [numberOf(parameters, "candidate_seeds"), numberOf(parameters, "baseline_seeds")];
  const count = (n: number) => (n === 0 ? "an untrained model" : n === 1 ? `one ${unit}` : formatCounted(n, unit));
  if (ours === 0 && theirs === 0) return "nothing was trained";
  return ours === theirs ? `${count(ours)} each` : `${count(ours)} against ${count(theirs)}`;
}

function bySeedWords({ bySeed, byItem }: Facts, metric: ComparedMetric): string | null {
  const words = differenceOf(bySeed, metric);
  if (!words || (!bySeed.interval && byItem)) return null;
  if (!bySeed.interval) return `${words.value}, ${seedsWords(bySeed)}, so there is no interval`;
  const { candidate_seeds: ours, baseline_seeds: theirs, paired } = bySeed.parameters;
  const fixed = ours === 0 || theirs === 0;
  const sample = paired && !fixed ? formatCounted(bySeed.n, `paired ${bySeed.unit}`) : seedsWords(bySeed);
  return `by ${bySeed.unit} ${withInterval(words)}, ${sample}`;
}

function byItemWords({ bySeed, byItem }: Facts, metric: ComparedMetric): string | null {
  const words = byItem && differenceOf(byItem, metric);
  if (!byItem || !words) return null;
  const sample = formatCounted(byItem.n, `paired ${byItem.unit}`);
  if (bySeed.interval) return `by ${byItem.unit}, for these trainings alone, ${withInterval(words)}, ${sample}`;
  return `${withInterval(words)}, ${sample}, ${seedsWords(bySeed)}`;
}

/** Few seeds cannot reach a small p, whatever they show. */
function attainableWords({ n, unit, parameters }: Estimate): string | null {
  const { attainable_p: attainable, permutation_p: p, p_exact: exact } = parameters;
  if (n < 2 || typeof attainable !== "number" || typeof p !== "number") return null;
  const reached = `${exact === false ? "Drawn" : "Exact"} p over ${unit}s ${formatNumber(p)}`;
  if (attainable < 0.05) return `${reached}.`;
  return `${reached}; so few ${unit}s cannot reach less than ${formatNumber(attainable)}.`;
}

function writeHeadline(
  judgement: Judgement,
  difference: number,
  metric: ComparedMetric,
  names: { candidate: string; baseline: string },
): string {
  const way = difference > 0 ? "higher" : difference < 0 ? "lower" : "the same";
  switch (judgement) {
    case "better":
      return `${names.candidate} is better: ${metric.title} is ${way}.`;
    case "worse":
      return `${names.candidate} is worse: ${metric.title} is ${way}.`;
    case "undecided":
      return `Undecided: ${metric.title} of ${names.candidate} and ${names.baseline} may be the same.`;
    default:
      return `No verdict: ${metric.title} of ${names.candidate} is ${way}.`;
  }
}
