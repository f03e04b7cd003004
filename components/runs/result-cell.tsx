import { formatCounted } from "@/domain/format/number";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { Absent } from "../ui/number/absent";
import { EstimateText } from "../ui/number/estimate-text";
import { IntervalBar } from "../ui/number/interval-bar";
import type { RunRow } from "./run-row-type";

/** Of all rows on the page, so that bars can be compared by eye. */
export type ResultDomain = readonly [number, number];

export function resultDomain(rows: readonly RunRow[]): ResultDomain {
  const ends = rows.flatMap(({ result }) => {
    if (result?.score.state !== "defined") return [];
    const { value, interval } = result.score;
    return interval ? [interval.low, interval.high] : [value];
  });
  if (ends.length === 0) return [0, 1];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const air = (high - low) * 0.06;
  return [low - air, high + air];
}

export function ResultText({ run }: { run: RunRow }) {
  if (run.result) {
    const { score } = run.result;
    return (
      <>
        <EstimateText estimate={score} scale="number" hideSample />
        {/* In two lines, so that n stands beside every estimate of a narrow column. */}
        <small className="block text-xs text-muted">of {formatCounted(score.n, score.unit)}</small>
      </>
    );
  }
  const scored = run.stage === "generate" || run.stage === "evaluate";
  if (!scored) return <Absent kind="none" reason={`${run.stage} writes no texts to score`} />;
  return <Absent kind="not-run" reason={RUN_RULES[run.state].settled ? "No evaluation of it" : "Not there yet"} />;
}

export function ResultBar({ run, domain }: { run: RunRow; domain: ResultDomain }) {
  if (!run.result) return null;
  const { score } = run.result;
  return <IntervalBar estimate={score} scale="number" domain={domain} />;
}
