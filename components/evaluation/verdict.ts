import type { Estimate } from "@/domain/estimate";
import { describeEstimate } from "@/domain/format/estimate";
import { describeMetric } from "@/domain/metrics/metric-words";
import { type Judgement, judgeDifference } from "../charts/prepare-forest";

export type VerdictSide = { name: string; scores: readonly Estimate[] };
export type Verdict = { judgement: Judgement | "alone"; headline: string; evidence: string };

type VerdictFacts = {
  definition: string;
  candidate: VerdictSide;
  baseline: VerdictSide | null;
  differences: readonly Estimate[];
  /** Seeds of the trainings behind the candidate; null where nothing was trained. */
  seeds: number | null;
};

const MOST_TELLING = ["text.rouge_l", "text.token_f1", "text.exact_match"];

/** The metric that the sentence speaks of: chosen, else the most telling one that is there. */
export function chooseDefinition(scores: readonly Estimate[], wanted: string | null): string | null {
  const have = scores.map((estimate) => estimate.definition);
  if (wanted && have.includes(wanted)) return wanted;
  const telling = MOST_TELLING.flatMap((id) => have.find((definition) => definition.startsWith(`${id}@`)) ?? []);
  return telling[0] ?? have[0] ?? null;
}

const find = (estimates: readonly Estimate[], definition: string) =>
  estimates.find((estimate) => estimate.definition === definition) ?? null;

function seedWords(seeds: number | null): string {
  if (seeds === null) return "";
  return seeds === 1 ? ", one seed" : `, ${seeds} seeds`;
}

/** One metric in one sentence: what came out, by how much, how sure, over what. */
export function writeVerdict(facts: VerdictFacts): Verdict {
  const { candidate, baseline, definition, seeds } = facts;
  const words = describeMetric(definition);
  const own = find(candidate.scores, definition);
  const ownWords = own && describeEstimate(own, { scale: words.scale });
  if (!own || !ownWords) {
    const reason = own?.reason ?? "it was not computed";
    return {
      judgement: "alone",
      headline: `${words.title} is undefined for ${candidate.name}.`,
      evidence: `${reason}.`,
    };
  }
  const difference = find(facts.differences, definition);
  const asPoints = words.scale === "share" ? "points" : words.scale;
  const differenceWords = difference && describeEstimate(difference, { scale: asPoints, difference: true });
  if (!baseline || !difference || !differenceWords) {
    const interval = ownWords.interval ? ` (${ownWords.level} interval ${ownWords.interval})` : ", without an interval";
    const why = baseline
      ? `The difference to ${baseline.name} is undefined: ${difference?.reason ?? "no examples are shared"}.`
      : "No baseline was given, so nothing is compared.";
    return {
      judgement: "alone",
      headline: `${candidate.name} reaches ${words.title} ${ownWords.value}.`,
      evidence: `${ownWords.value}${interval} over ${ownWords.sample}${seedWords(seeds)}. ${why}`,
    };
  }
  const judgement = judgeDifference(difference, words.better);
  const baseWords = find(baseline.scores, definition);
  const against = baseWords && describeEstimate(baseWords, { scale: words.scale });
  const interval = differenceWords.interval
    ? ` (${differenceWords.level} ${differenceWords.interval})`
    : ", without an interval";
  const ending = judgement === "undecided" ? " The interval holds zero: more notes or seeds decide it." : "";
  const { caution } = difference.parameters;
  const care = caution ? ` Read it with care: ${caution}.` : "";
  return {
    judgement,
    headline: headlineOf(judgement, difference, candidate.name, words.title),
    evidence: `${ownWords.value} against ${against?.value ?? "an undefined value"} of ${baseline.name}: ${differenceWords.value}${interval}, ${pairedSample(differenceWords.sample)}${seedWords(seeds)}.${ending}${care}`,
  };
}

function pairedSample(sample: string): string {
  return sample.replace(/^(\S+)\s/u, "$1 paired ");
}

function headlineOf(judgement: Judgement, difference: Estimate, name: string, title: string): string {
  const higher = (difference.value ?? 0) > 0;
  switch (judgement) {
    case "better":
      return `${name} is better: ${title} is ${higher ? "higher" : "lower"}.`;
    case "worse":
      return `${name} is worse: ${title} is ${higher ? "higher" : "lower"}.`;
    case "undecided":
      return `Undecided: ${title} may be the same.`;
    default:
      return `${title} of ${name} is ${higher ? "higher" : "lower"}.`;
  }
}
