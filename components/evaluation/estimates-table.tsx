import type { Estimate } from "@/domain/estimate";
import { describeEstimate, formatEstimate } from "@/domain/format/estimate";
import { describeMetric } from "@/domain/metrics/metric-words";
import { EstimateText } from "../ui/number/estimate-text";
import { ScrollRegion } from "../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { groupReadings } from "./group-readings";

type EstimatesTableProps = {
  candidate: { name: string; scores: readonly Estimate[]; differences: readonly Estimate[] };
  baseline: { name: string; scores: readonly Estimate[] } | null;
};

const BETTER = { higher: "higher is better", lower: "lower is better" } as const;

/** Every metric of both sides, with interval, n, what was left out; its meaning and noise are on hover. */
export function EstimatesTable({ candidate, baseline }: EstimatesTableProps) {
  const find = (estimates: readonly Estimate[], definition: string) =>
    estimates.find((estimate) => estimate.definition === definition) ?? null;
  return (
    <ScrollRegion aria-label="Estimates" className="overflow-x-auto">
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
          {groupReadings(candidate.scores).map(({ primary, readings }) => {
            const { definition } = primary;
            const words = describeMetric(definition);
            return (
              <Row key={definition}>
                <Cell title={explain(definition)}>
                  {words.title}{" "}
                  <span className="text-xs text-muted">
                    {words.better ? BETTER[words.better] : "neither way is better"}
                  </span>
                </Cell>
                <Cell numeric>
                  <EstimateText estimate={primary} scale={words.scale} />
                  <OtherReadings readings={readings} />
                </Cell>
                {baseline ? (
                  <Cell numeric>
                    <EstimateText estimate={find(baseline.scores, definition)} scale={words.scale} />
                    <OtherReadings
                      readings={readings.map((reading) => ({
                        words: reading.words,
                        estimate: find(baseline.scores, reading.estimate.definition),
                      }))}
                    />
                  </Cell>
                ) : null}
                {baseline ? (
                  <Cell numeric>
                    <EstimateText
                      estimate={find(candidate.differences, definition)}
                      scale={words.scale === "share" ? "points" : words.scale}
                      difference
                    />
                  </Cell>
                ) : null}
                <Cell numeric>{primary.excluded}</Cell>
              </Row>
            );
          })}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

/** What a definition counts, then its id. */
function explain(definition: string): string {
  const { description } = describeMetric(definition);
  return description ? `${description} (${definition})` : definition;
}

type OtherReadingsProps = { readings: readonly { words: string; estimate: Estimate | null }[] };

/** The same metric with failed notes read in other ways, in one quiet line. */
function OtherReadings({ readings }: OtherReadingsProps) {
  const told = readings.flatMap(({ words, estimate }) => {
    if (estimate === null) return [];
    const { scale } = describeMetric(estimate.definition);
    return [{ words, estimate, value: describeEstimate(estimate, { scale })?.value ?? "undefined", scale }];
  });
  if (told.length === 0) return null;
  return (
    <small className="block text-xs text-muted">
      {told.map(({ words, estimate, value, scale }, at) => (
        <span
          key={estimate.definition}
          title={`${explain(estimate.definition)} ${formatEstimate(estimate, { scale })}`}
        >
          {at > 0 ? ", " : ""}
          {words}: {value}
        </span>
      ))}
    </small>
  );
}
