import { type ComparedMetric, describeComparedMetric } from "@/domain/comparison/compared-metric";
import { decidingDifference } from "@/domain/comparison/write-verdict";
import { isPrimary } from "@/domain/metrics/metric-words";
import { forestDomain } from "../charts/prepare-forest";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { classNames } from "../ui/class-names";
import { EstimateText } from "../ui/number/estimate-text";
import { ScrollRegion } from "../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { DifferenceCell, EffectText, PText, sampleOf, scaleOfDifference } from "./difference-cell";
import { JudgementText } from "./judgement-text";
import { commonRefusal, RefusedCard, RefusedRows } from "./refused-metrics";
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

/** Said once over the column where it holds for most rows. */
export function commonSample(comparisons: readonly Comparison[]): string | null {
  const counts = new Map<string, number>();
  for (const { byItem } of comparisons) {
    if (byItem?.state === "defined") counts.set(sampleOf(byItem), (counts.get(sampleOf(byItem)) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

const differencesOf = ({ comparison: { byItem, bySeed } }: Line) => [bySeed, ...(byItem ? [byItem] : [])];
const reasonOf = ({ comparison }: Line) => decidingDifference(comparison).reason;
const repeats = ({ metric }: Line) => metric.kind === "score" && !isPrimary(metric.definition);

type MetricsCardProps = {
  table: readonly Comparison[];
  leading: string | null;
  baseline: Arm;
  candidate: Arm;
  onChoose: (metric: string) => void;
  /** Whether scores with failures read in other ways are there to be shown. */
  offersReadings: boolean;
  onReadings: (shown: boolean) => void;
};

/** Every metric of B against A: values, difference with its intervals, effect, then p. */
export function MetricsCard(props: MetricsCardProps) {
  const { table, leading, baseline, candidate, onChoose, offersReadings, onReadings } = props;
  const lines = table.map((comparison) => ({ comparison, metric: describeComparedMetric(comparison.metric) }));
  const domains = domainsOf(lines);
  const sample = commonSample(table);
  const refusal = commonRefusal(table);
  if (refusal) return <RefusedCard title={`${candidate.name} against ${baseline.name}`} reason={refusal} />;
  const shown = lines.filter((line) => (!repeats(line) || line.metric.id === leading) && reasonOf(line) === null);
  const refused = lines.filter((line) => !repeats(line) && reasonOf(line) !== null);
  const readings = lines.filter((line) => repeats(line) && line.metric.id !== leading);
  const rows = (some: readonly Line[]) =>
    some.map((line) => (
      <MetricRow
        key={line.metric.id}
        line={line}
        domain={domains.get(line.metric.id) ?? [-1, 1]}
        sample={sample}
        leads={line.metric.id === leading}
        onChoose={onChoose}
      />
    ));
  return (
    <Card>
      <CardHeader
        title={`${candidate.name} against ${baseline.name}`}
        remark="B minus A; the dashed line is zero. p of the leading metric stands apart, the others are one family for Holm; what repeats one has no p of its own"
      />
      <ScrollRegion aria-label="Every metric" className="overflow-x-auto">
        <Table className="print:text-xs">
          <thead>
            <tr>
              <HeadCell>Metric</HeadCell>
              <HeadCell>Verdict</HeadCell>
              <HeadCell numeric>A</HeadCell>
              <HeadCell numeric>B</HeadCell>
              <HeadCell numeric>Difference{sample ? ` over ${sample}` : ""}</HeadCell>
              <HeadCell numeric>Effect, then p</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows(shown)}
            <RefusedRows comparisons={refused.map(({ comparison }) => comparison)} />
          </tbody>
          {offersReadings ? (
            <tbody>
              <tr>
                <td colSpan={6} className="pt-2 pb-1">
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-expanded={readings.length > 0}
                    onClick={() => onReadings(readings.length === 0)}
                  >
                    {readings.length > 0 ? "Hide" : "Show"} the same with failed texts counted as 0 and left out
                  </Button>
                </td>
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
  sample: string | null;
  leads: boolean;
  onChoose: (metric: string) => void;
};

function MetricRow({ line: { comparison, metric }, domain, sample, leads, onChoose }: MetricRowProps) {
  const deciding = decidingDifference(comparison);
  return (
    <Row selected={leads}>
      <Cell className="min-w-44" title={[metric.description, metric.id].filter(Boolean).join(" ")}>
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
      <Cell>
        <JudgementText verdict={comparison.verdict} />
      </Cell>
      <Cell numeric>
        <EstimateText estimate={comparison.baseline} scale={metric.scale} hideSample />
      </Cell>
      <Cell numeric>
        <EstimateText estimate={comparison.candidate} scale={metric.scale} hideSample />
      </Cell>
      <Cell numeric>
        <DifferenceCell comparison={comparison} metric={metric} domain={domain} sample={sample} />
      </Cell>
      <Cell numeric>
        <EffectText estimate={deciding} />
        {leads || "holm_p" in deciding.parameters ? <PText estimate={deciding} /> : null}
      </Cell>
    </Row>
  );
}
