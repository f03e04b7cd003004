import type { ReviewerKind } from "../campaigns/reviewers";
import type { Estimate } from "../estimate";
import { describeEstimate } from "../format/estimate";
import { formatCounted, formatNumber } from "../format/number";
import { formatPercent } from "../format/percent";
import type { SideComparison } from "./study-result";

export type StudyVerdict = { tone: "good" | "bad" | "undecided"; claim: string; evidence: string };

/** Shorter by this much asks whether less is said instead of less that is wrong. */
const MUCH_SHORTER = 0.8;

function toneOf({ interval }: Estimate): StudyVerdict["tone"] {
  if (!interval || (interval.low <= 0 && interval.high >= 0)) return "undecided";
  return interval.high < 0 ? "good" : "bad";
}

const CLAIMS: Readonly<Record<StudyVerdict["tone"], string>> = {
  good: "The new model hallucinates less.",
  bad: "The new model hallucinates more.",
  undecided: "No difference can be told.",
};

const writeP = (p: number): string => (p < 0.001 ? "p < 0.001" : `p = ${formatNumber(Number(p.toPrecision(2)))}`);

function sayDifference(difference: Estimate): string {
  const words = describeEstimate(difference, { scale: "points", difference: true });
  if (!words) return difference.reason ?? "";
  const sample = words.sample.replace("note", "paired note");
  return `${words.value}${words.interval ? ` (${words.level} ${words.interval})` : ", without an interval"}, ${sample}`;
}

/** The answer in a sentence: the estimate, its interval, n and the unit, and the test after them. */
export function verdictOf(sides: readonly SideComparison[], overSeeds: Estimate | null): StudyVerdict | null {
  const [first] = sides;
  if (!first) return null;
  const { difference, mcnemar } = first;
  const main = overSeeds ?? difference;
  if (main.state === "undefined")
    return { tone: "undecided", claim: "It cannot be said.", evidence: `${main.reason}.` };
  const tone = toneOf(main);
  const seeds = sides.length === 1 ? "one seed" : formatCounted(sides.length, "seed");
  const test = mcnemar && !overSeeds ? `, exact McNemar ${writeP(mcnemar.p)}` : "";
  return { tone, claim: CLAIMS[tone], evidence: `After minus before: ${sayDifference(main)}, ${seeds}${test}.` };
}

const rises = ({ interval }: Estimate) => interval !== null && interval.low > 0;

function watchedCautions({ watched, name }: SideComparison): string[] {
  return watched.flatMap(({ measure, change }) => {
    if (change.state === "undefined") return [];
    if (measure === "omissions" && rises(change))
      return [`${name} leaves more out, so that fewer errors may be silence.`];
    if (measure === "length" && change.value < MUCH_SHORTER) {
      return [
        `${name} writes much shorter notes (${formatPercent(change.value)} of the length before): who says less errs less.`,
      ];
    }
    if (measure === "copied" && rises(change)) return [`${name} copies more of its source word for word.`];
    return [];
  });
}

/** What must be known to read it. */
export function cautionsOf(
  sides: readonly SideComparison[],
  { readers, groups }: { readers: ReviewerKind; groups: number },
): string[] {
  const notes = sides[0]?.difference.n ?? 0;
  return [
    ...(readers === "simulated"
      ? ["Simulated readers said this, by the facts of the sample; no person read a note."]
      : []),
    ...(sides.length === 1 ? ["One seed was trained: another one may come out otherwise."] : []),
    ...(sides[0]?.mcnemar && groups < notes
      ? [
          `The ${notes} notes are of ${formatCounted(groups, "patient or document", "patients or documents")}; the interval resamples these, while the exact test takes notes for independent.`,
        ]
      : []),
    ...sides.flatMap(watchedCautions),
  ];
}
