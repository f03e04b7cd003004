import type { LabelCheck } from "./label-import";
import type { LabelledRound } from "./labelled-round";
import { hasPlace } from "./place-span";

/** What a file holds, before anything of it is stored. */
export function describeRound(round: LabelledRound): LabelCheck {
  const { readings, items, readers, rows, missing, unit, counted, problems, problemCount } = round;
  const count = (verdict: (typeof readings)[number]["verdict"]) =>
    readings.filter((reading) => reading.verdict === verdict).length;
  return {
    rows,
    items: items.length,
    readers,
    labels: readings.length,
    missing,
    positive: count("marked"),
    cannotJudge: count("cannot-judge"),
    marks: readings.reduce((sum, { marks }) => sum + marks.filter(({ span }) => hasPlace(span)).length, 0),
    withText: items.filter(({ note }) => note !== "").length,
    unit,
    counted,
    problemCount,
    problems,
  };
}
