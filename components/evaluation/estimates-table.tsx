import type { Estimate } from "@/domain/estimate";
import { describeMetric } from "@/domain/metrics/metric-words";
import { EstimateText } from "../ui/number/estimate-text";
import { Cell, HeadCell, Row, Table } from "../ui/table";

type EstimatesTableProps = {
  candidate: { name: string; scores: readonly Estimate[]; differences: readonly Estimate[] };
  baseline: { name: string; scores: readonly Estimate[] } | null;
};

const BETTER = { higher: "higher is better", lower: "lower is better" } as const;

/** Every metric of both sides, with interval, n, what was left out; the definition is on hover. */
export function EstimatesTable({ candidate, baseline }: EstimatesTableProps) {
  const find = (estimates: readonly Estimate[], definition: string) =>
    estimates.find((estimate) => estimate.definition === definition) ?? null;
  return (
    <div className="overflow-x-auto">
      <Table>
        <thead>
          <tr>
            <HeadCell>Metric</HeadCell>
            <HeadCell numeric>{candidate.name}</HeadCell>
            {baseline ? <HeadCell numeric>{baseline.name}</HeadCell> : null}
            {baseline ? <HeadCell numeric>Paired difference</HeadCell> : null}
            <HeadCell numeric>Left out</HeadCell>
          </tr>
        </thead>
        <tbody>
          {candidate.scores.map((score) => {
            const words = describeMetric(score.definition);
            return (
              <Row key={score.definition}>
                <Cell title={score.definition}>
                  {words.title}{" "}
                  <span className="text-xs text-muted">
                    {words.better ? BETTER[words.better] : "neither way is better"}
                  </span>
                </Cell>
                <Cell numeric>
                  <EstimateText estimate={score} scale={words.scale} />
                </Cell>
                {baseline ? (
                  <Cell numeric>
                    <EstimateText estimate={find(baseline.scores, score.definition)} scale={words.scale} />
                  </Cell>
                ) : null}
                {baseline ? (
                  <Cell numeric>
                    <EstimateText
                      estimate={find(candidate.differences, score.definition)}
                      scale={words.scale === "share" ? "points" : words.scale}
                      difference
                    />
                  </Cell>
                ) : null}
                <Cell numeric>{score.excluded}</Cell>
              </Row>
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}
