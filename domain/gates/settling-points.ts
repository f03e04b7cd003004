import type { Mark } from "../assessments/mark";
import { matchSpans, overlapsHalf, sameSpan } from "../statistics/match-spans";
import type { CaseToSettle } from "./settling-answer";

export type SaidMark = { assessmentId: string; label: string; mark: Mark };

/** One place of the texts with what each reading says of it. */
export type Point = {
  /** Of the first of its marks, with the reading that has it. */
  id: string;
  kind: Mark["kind"];
  /** At most one of each reading; a reading that is not here left the place alone. */
  said: [SaidMark, ...SaidMark[]];
  /** Everybody who could judge says the same of it. */
  agreed: boolean;
};

type Read = Pick<CaseToSettle["readings"][number], "assessmentId" | "label" | "verdict" | "marks">;

const alike = (one: Mark, other: Mark) => one.type === other.type && one.severity === other.severity;

/** Joins marks of several readings that share half of what either covers, as `compareReadings` does. */
export function groupMarks(readings: readonly Read[]): Point[] {
  const points: Point[] = [];
  for (const { assessmentId, label, marks } of readings) {
    const open = [...points];
    const pairs = matchSpans(
      open,
      marks,
      (point, mark) => point.kind === mark.kind && overlapsHalf(point.said[0].mark.span, mark.span),
    );
    const taken = new Map(pairs.map(([point, mark]) => [mark, open[point]]));
    for (const [place, mark] of marks.entries()) {
      const said = { assessmentId, label, mark };
      const point = taken.get(place);
      if (point) point.said.push(said);
      else points.push({ id: `${assessmentId} ${mark.id}`, kind: mark.kind, said: [said], agreed: false });
    }
  }
  const judging = readings.filter(({ verdict }) => verdict !== "cannot-judge").length;
  return points
    .map((point) => {
      const [first] = point.said;
      return {
        ...point,
        agreed: point.said.length === judging && point.said.every(({ mark }) => alike(first.mark, mark)),
      };
    })
    .sort((one, other) => {
      const byKind = Number(one.kind === "omission") - Number(other.kind === "omission");
      return byKind || one.said[0].mark.span.start - other.said[0].mark.span.start;
    });
}

/** Of a point: dropped, or kept as one reading has it, with another type or severity where somebody says so. */
export type Choice = { keep: null } | { keep: string; type: Mark["type"]; severity: Mark["severity"] };
export type Choices = Readonly<Record<string, Choice>>;

export const keepAs = ({ assessmentId, mark }: SaidMark): Choice => ({
  keep: assessmentId,
  type: mark.type,
  severity: mark.severity,
});

/** What everybody says needs no decision, and stands unless it is dropped. */
export const agreedChoices = (points: readonly Point[]): Choices =>
  Object.fromEntries(points.filter(({ agreed }) => agreed).map((point) => [point.id, keepAs(point.said[0])]));

type Settled = Pick<NonNullable<CaseToSettle["settled"]>, "marks" | "decisions">;

/** What was chosen when the case was settled before, so that it opens as it was left. */
export function choicesOf(points: readonly Point[], { marks, decisions }: Settled): Choices {
  const decided = new Map(decisions.map(({ assessmentId, markId, kept }) => [`${assessmentId} ${markId}`, kept]));
  const own = new Set(points.flatMap(({ said }) => said.map(({ mark }) => mark.id)));
  const added = marks.filter(({ id }) => !own.has(id));
  const found = points.flatMap((point): [string, Choice][] => {
    const told = point.said.map(({ assessmentId, mark }) => decided.get(`${assessmentId} ${mark.id}`));
    // A mark that came after the case was settled is still to be decided.
    if (told.includes(undefined)) return [];
    const kept = point.said[told.indexOf(true)];
    if (kept) return [[point.id, keepAs(kept)]];
    const changed = added.find(({ kind, span }) => kind === point.kind && overlapsHalf(span, point.said[0].mark.span));
    if (!changed) return [[point.id, { keep: null }]];
    const { span, type, severity } = changed;
    const from = point.said.find(({ mark }) => sameSpan(mark.span, span)) ?? point.said[0];
    return [[point.id, { keep: from.assessmentId, type, severity }]];
  });
  return Object.fromEntries(found);
}

export type Decided = {
  decisions: { assessmentId: string; markId: string; kept: boolean }[];
  added: Mark[];
  /** Points that nobody decided yet. */
  open: number;
  errors: number;
};

/** Choices as the server takes them: each mark kept or not, and changed ones as marks that no reader made. */
export function decidePoints(points: readonly Point[], choices: Choices, newMarkId: () => string): Decided {
  const decided: Decided = { decisions: [], added: [], open: 0, errors: 0 };
  for (const point of points) {
    const choice = choices[point.id];
    if (!choice) {
      decided.open += 1;
      continue;
    }
    const taken = point.said.find(({ assessmentId }) => assessmentId === choice.keep) ?? null;
    const changed = taken !== null && choice.keep !== null && !alike(taken.mark, { ...taken.mark, ...choice });
    for (const { assessmentId, mark } of point.said) {
      const kept = !changed && assessmentId === choice.keep;
      decided.decisions.push({ assessmentId, markId: mark.id, kept });
    }
    if (changed) {
      const { type, severity } = choice;
      decided.added.push({ ...taken.mark, id: newMarkId(), type, severity });
    }
    if (taken && point.kind === "error") decided.errors += 1;
  }
  return decided;
}
