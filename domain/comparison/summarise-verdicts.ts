import { formatCounted } from "../format/number";
import type { Judgement } from "../judgement";
import { describeComparedMetric } from "./compared-metric";
import type { Comparison, Verdict } from "./comparison";
import { decidingDifference } from "./write-verdict";

const WORDS = {
  better: "better",
  worse: "worse",
  undecided: "undecided",
  unjudged: "without a verdict",
  refused: "not comparable",
} as const;

/** A family of one has no correction to survive. */
function survivesHolm(comparison: Comparison): boolean {
  const { holm_p: p } = decidingDifference(comparison).parameters;
  return typeof p === "number" && p < 0.05;
}

/** What the sentence of many says of one of them: better or worse only where the correction leaves it. */
export function judgeAmong(comparison: Comparison, asked: number): Judgement {
  const { judgement } = comparison.verdict;
  if (judgement === "refused") return "unjudged";
  const claims = judgement === "better" || judgement === "worse";
  return claims && asked > 1 && !survivesHolm(comparison) ? "undecided" : judgement;
}

const having = (compared: readonly Comparison[], judgement: Verdict["judgement"]) =>
  compared.filter(({ verdict }) => verdict.judgement === judgement);

function judgeMany(leading: readonly Comparison[]): Verdict["judgement"] {
  if (having(leading, "refused").length === leading.length) return "refused";
  if (leading.every(({ verdict }) => verdict.judgement === "refused" || verdict.judgement === "unjudged")) {
    return "unjudged";
  }
  if (having(leading, "better").some(survivesHolm)) return "better";
  return having(leading, "worse").filter(survivesHolm).length === leading.length ? "worse" : "undecided";
}

/** Many arms in one sentence, which counts what is left after the correction for asking many times; one has its own. */
export function summariseVerdicts(
  leading: readonly Comparison[],
  names: ReadonlyMap<string, string>,
  baseline: string,
): Verdict {
  const [only] = leading;
  if (only && leading.length === 1) return only.verdict;
  if (!only) return { judgement: "unjudged", headline: "Nothing to compare yet.", evidence: "" };
  const judgement = judgeMany(leading);
  const against = `${names.get(baseline) ?? "the baseline"} in ${describeComparedMetric(only.metric).title}`;
  const better = having(leading, "better");
  const surely = better.filter(survivesHolm);
  const family = leading.filter((comparison) => "holm_p" in decidingDifference(comparison).parameters).length;
  const corrected = family > 1 ? `, after Holm's correction over ${family}` : "";
  const count = surely.length > 0 ? `${surely.length} of ${leading.length} are` : `None of ${leading.length} is`;
  const best = furthestAhead(surely.length > 0 ? surely : better);
  const counts = (["better", "worse", "undecided", "unjudged", "refused"] as const).flatMap((each) => {
    const { length } = having(leading, each);
    return length > 0 ? [`${length} ${WORDS[each]}`] : [];
  });
  return {
    judgement,
    headline:
      judgement === "refused" || judgement === "unjudged"
        ? `No verdict on ${formatCounted(leading.length, "arm")} against ${against}.`
        : `${count} better than ${against}${corrected}.`,
    evidence: [
      `Each by its own interval: ${counts.join(", ")}.`,
      best ? `Furthest ahead: ${names.get(best.arm) ?? best.arm}. ${best.verdict.evidence}` : null,
    ]
      .filter((part) => part !== null)
      .join(" "),
  };
}

/** By the estimate, on the side that is better; null where no side is, or nothing is defined. */
export function furthestAhead(leading: readonly Comparison[]): Comparison | null {
  const [first] = leading;
  const better = first ? describeComparedMetric(first.metric).better : null;
  if (better === null) return null;
  const ahead = (comparison: Comparison) => {
    const { value } = decidingDifference(comparison);
    return value === null ? Number.NEGATIVE_INFINITY : better === "lower" ? -value : value;
  };
  const best = [...leading].sort((a, b) => ahead(b) - ahead(a))[0] ?? null;
  return best && Number.isFinite(ahead(best)) ? best : null;
}
