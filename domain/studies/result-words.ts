import type { ReviewerKind } from "../campaigns/reviewers";
import type { Estimate } from "../estimate";
import { describeEstimate } from "../format/estimate";
import { formatCounted, formatNumber } from "../format/number";
import { formatPercent } from "../format/percent";
import { holm } from "../statistics/holm";
import type { SideComparison, Tested } from "./study-result";

export type StudyVerdict = { tone: "good" | "bad" | "undecided"; claim: string; evidence: string };

/** Shorter by this much asks whether less is said instead of less that is wrong. */
const MUCH_SHORTER = 0.8;

/** Below so many the interval of resampled groups is too narrow (Cameron, Gelbach and Miller 2008). */
export const FEWEST_GROUPS = 10;

const ALPHA = 0.05;

/** Patients or documents that were compared. */
export const groupsOf = ({ parameters }: Estimate): number => Number(parameters.groups ?? 0);

/** Interval and test must both say it, of enough patients or documents. */
function toneOf({ difference, p }: Tested): StudyVerdict["tone"] {
  const { interval } = difference;
  if (!interval || p === null || p > ALPHA || groupsOf(difference) < FEWEST_GROUPS) return "undecided";
  if (interval.low <= 0 && interval.high >= 0) return "undecided";
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

const sayTest = ({ difference, p }: Tested): string => {
  if (p === null) return "";
  return `, ${difference.interval?.method === "newcombe-paired" ? "exact McNemar" : "resampled"} ${writeP(p)}`;
};

/**
 * One of several attempts on the same notes, its p by Holm over the family that was declared when the study was
 * launched: those before it, itself, and those planned behind it. What has no p, or was not made yet, counts as 1.
 */
function correct(main: Tested, earlier: readonly Tested[], planned: number): Tested {
  const known = [...earlier, main].map(({ p }) => p ?? 1);
  const family = [...known, ...new Array<number>(Math.max(0, planned - known.length)).fill(1)];
  return { ...main, p: main.p === null ? null : (holm(family)[earlier.length] ?? null) };
}

const sayCorrected = ({ p }: Tested, attempts: number): string =>
  attempts > 1 && p !== null ? `, by Holm over ${attempts} planned attempts ${writeP(p)}` : "";

/** The answer in a sentence: the estimate, its interval, n and the unit, and the test after them. */
export function verdictOf(
  sides: readonly SideComparison[],
  overSeeds: Tested | null,
  { earlier = [], planned = 1 }: { earlier?: readonly Tested[]; planned?: number } = {},
): StudyVerdict | null {
  const main = overSeeds ?? sides[0];
  if (!main) return null;
  const { difference } = main;
  if (difference.state === "undefined")
    return { tone: "undecided", claim: "It cannot be said.", evidence: `${difference.reason}.` };
  const corrected = correct(main, earlier, planned);
  const tone = toneOf(corrected);
  const test = sayTest(main) + sayCorrected(corrected, Math.max(planned, earlier.length + 1));
  const seeds = sides.length === 1 ? "one seed" : formatCounted(sides.length, "seed");
  const evidence = `After minus before: ${sayDifference(difference)}, ${seeds}${test}.`;
  return { tone, claim: CLAIMS[tone], evidence };
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

function emptyCautions({ name, empty: { before, after, asWrong } }: SideComparison): string[] {
  if (after <= before || !asWrong) return [];
  const left = `${name} left ${formatCounted(after, "note")} empty, and ${before} ${before === 1 ? "was" : "were"} before`;
  return [`${left}: with empty notes as wrong, after minus before is ${sayDifference(asWrong.difference)}.`];
}

function groupCautions({ difference, mcnemar }: SideComparison): string[] {
  if (difference.state === "undefined") return [];
  const groups = groupsOf(difference);
  const counted = formatCounted(groups, "patient or document", "patients or documents");
  return [
    ...(groups < FEWEST_GROUPS
      ? [`Only ${counted} were compared: below ${FEWEST_GROUPS} nothing can be claimed, whatever the interval says.`]
      : []),
    ...(mcnemar && groups < difference.n
      ? [
          `The ${difference.n} notes are of ${counted}; the interval resamples these, while the exact test takes notes for independent.`,
        ]
      : []),
  ];
}

function attemptCautions(earlier: readonly Tested[], otherRounds: number): string[] {
  const said = earlier.map((each, at) => `attempt ${at + 1}: ${sayDifference(each.difference)}${sayTest(each)}`);
  const [verb, rounds] = [otherRounds === 1 ? "was" : "were", formatCounted(otherRounds, "other round")];
  return [
    ...(earlier.length > 0
      ? [
          `This is attempt ${earlier.length + 1} on the same confirming notes; each further one finds more by chance, so that its p is Holm’s over all that were planned. Before it, ${said.join("; ")}.`,
        ]
      : []),
    ...(otherRounds > 0
      ? [
          `There ${verb} ${rounds} on these confirming notes before, of a re-run, a fork or by hand, which no test here weighs.`,
        ]
      : []),
  ];
}

type Known = { readers: ReviewerKind; earlier?: readonly Tested[]; otherRounds?: number };

/** What must be known to read it. */
export function cautionsOf(
  sides: readonly SideComparison[],
  { readers, earlier = [], otherRounds = 0 }: Known,
): string[] {
  return [
    ...(readers === "simulated"
      ? ["Simulated readers said this, by the facts of the sample; no person read a note."]
      : []),
    ...attemptCautions(earlier, otherRounds),
    ...(sides.length === 1 ? ["One seed was trained: another one may come out otherwise."] : []),
    ...sides.slice(0, 1).flatMap(groupCautions),
    ...sides.flatMap((side) => [...emptyCautions(side), ...watchedCautions(side)]),
  ];
}
