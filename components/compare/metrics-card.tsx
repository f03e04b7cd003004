import { type ComparedMetric, describeComparedMetric } from "@/domain/comparison/compared-metric";
import { decidingDifference } from "@/domain/comparison/write-verdict";
import { isPrimary } from "@/domain/metrics/metric-words";
import { forestDomain } from "../charts/prepare-forest";
import { Card, CardHeader } from "../ui/card";
import { classNames } from "../ui/class-names";
import { EstimateText } from "../ui/number/estimate-text";
import { ScrollRegion } from "../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { DifferenceCell, EffectCell, PCell, scaleOfDifference } from "./difference-cell";
import { JudgementText } from "./judgement-text";
import type { Arm, Comparison } from "./use-comparison";

const BETTER = { higher: "higher is better", lower: "lower is better" } as const;

type Line = { comparison: Comparison; metric: ComparedMetric };

/** Only what is the same kind of number shares an axis; curves each have their own. */
function domainsOf(lines: readonly Line[]): ReadonlyMap<string, readonly [number, number]> {
  const groupOf = ({ metric }: Line) => (metric.kind === "series" ? metric.key : scaleOfDifference(metric));
  const groups = new Map<string, Line[]>();
  for (const line of lines) groups.set(groupOf(line), [...(groups.get(groupOf(line)) ?? []), line]);
  const domains = new Map([...groups].map(([group, members]) => [group, forestDomain(members.flatMap(differencesOf))]));
  return new Map(lines.map((line) => [line.metric.id, domains.get(groupOf(line)) ?? [-1, 1]]));
}

const differencesOf = ({ comparison: { byItem, bySeed } }: Line) => [bySeed, ...(byItem ? [byItem] : [])];
const repeats = ({ metric }: Line) => metric.kind === "score" && !isPrimary(metric.definition);

type MetricsCardProps = {
  table: readonly Comparison[];
  leading: string | null;
  baseline: Arm;
  candidate: Arm;
  onChoose: (metric: string) => void;
};

/** Every metric of B against A: values, difference with its intervals, effect, then p. */
export function MetricsCard({ table, leading, baseline, candidate, onChoose }: MetricsCardProps) {
  const lines = table.map((comparison) => ({ comparison, metric: describeComparedMetric(comparison.metric) }));
  const domains = domainsOf(lines);
  const shown = lines.filter((line) => !repeats(line) || line.metric.id === leading);
  const readings = lines.filter((line) => repeats(line) && line.metric.id !== leading);
  const rows = (some: readonly Line[]) =>
    some.map((line) => (
      <MetricRow
        key={line.metric.id}
        line={line}
        domain={domains.get(line.metric.id) ?? [-1, 1]}
        leads={line.metric.id === leading}
        onChoose={onChoose}
      />
    ));
  return (
    <Card>
      <CardHeader
        title={`${candidate.name} against ${baseline.name}`}
        remark="B minus A; the dashed line is zero. p of the leading metric stands alone, the others are corrected by Holm"
      />
      <ScrollRegion aria-label="Every metric" className="overflow-x-auto">
        <Table>
          <thead>
            <tr>
              <HeadCell>Metric</HeadCell>
              <HeadCell numeric>A</HeadCell>
              <HeadCell numeric>B</HeadCell>
              <HeadCell numeric>Difference</HeadCell>
              <HeadCell>Verdict</HeadCell>
              <HeadCell numeric>Effect d</HeadCell>
              <HeadCell numeric>p</HeadCell>
            </tr>
          </thead>
          <tbody>{rows(shown)}</tbody>
          {readings.length > 0 ? (
            <tbody>
              <tr>
                <th scope="rowgroup" colSpan={7} className="pt-4 pb-1 pl-2.5 text-left font-normal text-muted text-xs">
                  The same with failed texts read in other ways
                </th>
              </tr>
              {rows(readings)}
            </tbody>
          ) : null}
        </Table>
      </ScrollRegion>
    </Card>
  );
}

type MetricRowProps = {
  line: Line;
  domain: readonly [number, number];
  leads: boolean;
  onChoose: (metric: string) => void;
};

function MetricRow({ line: { comparison, metric }, domain, leads, onChoose }: MetricRowProps) {
  const deciding = decidingDifference(comparison);
  const refused = deciding.state === "undefined";
  return (
    <Row selected={leads}>
      <Cell className="min-w-52" title={[metric.description, metric.id].filter(Boolean).join(" ")}>
        <button
          type="button"
          aria-pressed={leads}
          onClick={() => onChoose(metric.id)}
          className={classNames("text-left hover:text-accent", leads && "font-medium")}
        >
          {metric.title}
        </button>
        <span className="block text-muted text-xs">
          {metric.better ? BETTER[metric.better] : "neither way is better"}
        </span>
      </Cell>
      {refused ? (
        <Cell colSpan={3} className="text-undecided text-sm">
          Not compared: {deciding.reason}.
        </Cell>
      ) : (
        <>
          <Cell numeric>
            <EstimateText estimate={comparison.baseline} scale={metric.scale} hideSample />
          </Cell>
          <Cell numeric>
            <EstimateText estimate={comparison.candidate} scale={metric.scale} hideSample />
          </Cell>
          <Cell numeric>
            <DifferenceCell comparison={comparison} metric={metric} domain={domain} />
          </Cell>
        </>
      )}
      <Cell>
        <JudgementText verdict={comparison.verdict} />
      </Cell>
      <Cell numeric>{refused ? null : <EffectCell estimate={deciding} />}</Cell>
      <Cell numeric>{refused ? null : <PCell estimate={deciding} />}</Cell>
    </Row>
  );
}
