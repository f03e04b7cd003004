import type { Estimate } from "../estimate";
import { formatCounted } from "../format/number";
import type { Judgement } from "../judgement";
import { describeMetric } from "../metrics/metric-words";
import type { StudyVerdict } from "../studies/result-words";
import type { SideComparison, WatchedMeasure } from "../studies/study-result";
import type { MeasureGroup, ReportMeasure } from "./report-content";
import { sayMcNemar, sayP } from "./test-words";

export const STUDY_SIDES: [string, string] = ["Before", "After"];

/** What of a measured study stands as numbers. */
export type StudyNumbers = {
  unit: "note" | "sentence";
  sides: readonly SideComparison[];
  overSeeds: Estimate | null;
  /** Of resampled patients or documents; null where nothing was tested. */
  overSeedsP: number | null;
  kept: readonly Estimate[];
  verdict: StudyVerdict | null;
};

const WATCHED: Record<WatchedMeasure, Pick<ReportMeasure, "label" | "scale" | "change" | "better">> = {
  omissions: { label: "Omissions a note", scale: "number", change: "number", better: "lower" },
  length: { label: "Length in characters, change as a ratio", scale: "number", change: "ratio", better: null },
  copied: { label: "Copied from the source, share of four-word runs", scale: "share", change: "points", better: null },
};

const rate = { scale: "share", change: "points", better: "lower" } as const;

/** A seed names its training where there is one, else its place does. */
const keyOf = ({ seed }: SideComparison, at: number) => (seed === null ? `side${at + 1}` : `seed${seed}`);

const sayResampled = (p: number | null): string | null =>
  p === null ? null : `Resampled patients or documents: ${sayP(p)}.`;

function headlineOf(side: SideComparison, at: number, { unit }: StudyNumbers): ReportMeasure[] {
  const key = keyOf(side, at);
  const named = unit === "note" ? "Notes with a hallucination" : "Sentences with a hallucination";
  const { before, after, difference, p, mcnemar, empty } = side;
  const rows: ReportMeasure[] = [
    {
      ...{ ...rate, key: `${key}.rate`, label: named, before, after, difference, p },
      test: mcnemar ? sayMcNemar(mcnemar, difference) : sayResampled(p),
    },
  ];
  if (empty.asWrong) {
    const label = `With empty notes as wrong (${empty.before} before, ${empty.after} after)`;
    rows.push({ ...rate, ...empty.asWrong, key: `${key}.rate_with_empty`, label, test: null, p: null });
  }
  return rows;
}

function groupOf(side: SideComparison, at: number, numbers: StudyNumbers): MeasureGroup {
  const left = side.excluded.map(({ reason, notes }) => `${formatCounted(notes, "note")}, as ${reason}`);
  return {
    key: keyOf(side, at),
    title: side.seed === null ? side.name : `Seed ${side.seed}: ${side.name}`,
    short: side.seed === null ? "New model" : `Seed ${side.seed}`,
    sides: STUDY_SIDES,
    remark: left.length > 0 ? `Left out: ${left.join("; ")}.` : null,
    rows: [
      ...headlineOf(side, at, numbers),
      ...side.watched.map(({ measure, before, after, change }) => ({
        ...{ ...WATCHED[measure], key: `${keyOf(side, at)}.${measure}`, before, after, difference: change },
        ...{ test: null, p: null },
      })),
    ],
  };
}

/** The differences of all seeds together, where there are several. */
function overSeedsOf(overSeeds: Estimate, p: number | null, seeds: number): MeasureGroup {
  const row: ReportMeasure = {
    ...{ ...rate, key: "seeds.rate", label: `Hallucinations over ${formatCounted(seeds, "seed")}` },
    ...{ before: null, after: null, difference: overSeeds, test: sayResampled(p), p },
  };
  const remark = "Of these trainings on other notes, not of other trainings.";
  return { key: "seeds", title: "All seeds together", short: "All seeds", sides: STUDY_SIDES, remark, rows: [row] };
}

/** Of several trainings the first alone is scored. */
function keptOf(kept: readonly Estimate[], sides: StudyNumbers["sides"]): MeasureGroup {
  const rows = kept.map((difference): ReportMeasure => {
    const { title, scale, better } = describeMetric(difference.definition);
    return {
      ...{ key: `kept.${difference.definition}`, label: title, scale, change: scale === "share" ? "points" : "number" },
      ...{ better, before: null, after: null, difference, test: null, p: null },
    };
  });
  const [first] = sides;
  const alone =
    first && sides.length > 1 ? ` Of “${first.name}” alone; the other ${sides.length - 1} were not scored.` : "";
  const remark = `Scores of the confirming notes against their references, after minus before.${alone}`;
  return { key: "kept", title: "Kept knowledge", short: "Kept", sides: STUDY_SIDES, remark, rows };
}

const JUDGED: Readonly<Record<StudyVerdict["tone"], Judgement>> = {
  good: "better",
  bad: "worse",
  undecided: "undecided",
};

/** The verdict is of the first row of all, and of no other. */
function judgeFirst([first, ...others]: readonly MeasureGroup[], verdict: StudyVerdict | null): MeasureGroup[] {
  if (!first) return [];
  const [main, ...rest] = first.rows;
  if (!main || !verdict) return [first, ...others];
  return [{ ...first, rows: [{ ...main, judgement: JUDGED[verdict.tone] }, ...rest] }, ...others];
}

/** Every number of the answer once, by keys that later reports share. */
export function listStudyMeasures(numbers: StudyNumbers): MeasureGroup[] {
  const { sides, overSeeds, kept, verdict } = numbers;
  const groups = [
    ...(overSeeds ? [overSeedsOf(overSeeds, numbers.overSeedsP, sides.length)] : []),
    ...sides.map((side, at) => groupOf(side, at, numbers)),
    ...(kept.length > 0 ? [keptOf(kept, sides)] : []),
  ];
  return judgeFirst(groups, verdict);
}
