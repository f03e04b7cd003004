import type { Estimate } from "@/domain/estimate";
import { formatPercent } from "@/domain/format/percent";
import { Card, CardHeader } from "../ui/card";
import { Absent } from "../ui/number/absent";
import { BytesText } from "../ui/number/bytes-text";
import { DurationText } from "../ui/number/duration-text";
import { NumberText } from "../ui/number/number-text";
import { ScrollRegion } from "../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { ArmName, SideMark } from "./arm-name";
import type { Arm } from "./use-comparison";

const COLUMNS = [
  { definition: "run.busy_seconds@1", title: "Time" },
  { definition: "run.cost@1", title: "Cost" },
  { definition: "run.peak_memory_bytes@1", title: "Peak memory" },
  { definition: "run.peak_device_memory_bytes@1", title: "Peak device memory" },
  { definition: "run.energy_joules@1", title: "Energy" },
  { definition: "run.tokens_per_second@1", title: "Speed" },
] as const;

type CostsCardProps = { arms: readonly Arm[]; baseline: string; candidate: string | null };

/** What each arm's runs took by themselves, beside the baseline's. */
export function CostsCard({ arms, baseline, candidate }: CostsCardProps) {
  const first = arms.find(({ id }) => id === baseline);
  const ordered = [...(first ? [first] : []), ...arms.filter(({ id }) => id !== baseline)];
  const shown = COLUMNS.filter(({ definition }) => arms.some((arm) => costOf(arm, definition)?.state === "defined"));
  return (
    <Card>
      <CardHeader
        title="Cost, memory, speed"
        remark="of these runs alone, mean over an arm's runs; what they stand on is not in it"
      />
      <ScrollRegion aria-label="Cost, memory, speed" className="max-h-[48vh] overflow-auto print:max-h-none">
        <Table>
          <thead className="sticky top-0 bg-surface">
            <tr>
              <HeadCell>Arm</HeadCell>
              <HeadCell numeric>Runs</HeadCell>
              {shown.map(({ definition, title }) => (
                <HeadCell key={definition} numeric>
                  {title}
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {ordered.map((arm) => (
              <Row key={arm.id} selected={arm.id === candidate && arms.length > 2}>
                <Cell className="max-w-72">
                  <span className="flex items-center gap-2">
                    {arm.id === baseline ? <SideMark side="A" /> : null}
                    {arm.id === candidate ? <SideMark side="B" /> : null}
                    <ArmName arm={arm} />
                  </span>
                </Cell>
                <Cell numeric>{arm.runs.length}</Cell>
                {shown.map(({ definition }) => (
                  <Cell key={definition} numeric>
                    <CostText estimate={costOf(arm, definition)} beside={first && costOf(first, definition)} />
                  </Cell>
                ))}
              </Row>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
    </Card>
  );
}

const costOf = (arm: Arm, definition: string) => arm.costs.find((cost) => cost.definition === definition);

function CostText({ estimate, beside }: { estimate: Estimate | undefined; beside: Estimate | undefined }) {
  if (!estimate || estimate.state === "undefined") {
    return <Absent kind="undefined" reason={estimate?.reason ?? "not measured"} />;
  }
  const { low, high } = estimate.interval ?? { low: estimate.value, high: estimate.value };
  const spread = (high - low) / 2;
  return (
    <>
      <AmountText estimate={estimate} value={estimate.value} />
      {estimate.interval ? (
        <span className="text-muted" title="95 % interval of the mean over runs">
          {" ± "}
          <AmountText estimate={estimate} value={spread} />
        </span>
      ) : null}
      {beside?.value && beside !== estimate && beside.parameters.currency === estimate.parameters.currency ? (
        <small className="block text-muted text-xs">
          {estimate.value >= beside.value ? "+" : ""}
          {formatPercent(estimate.value / beside.value - 1)}
        </small>
      ) : null}
    </>
  );
}

function AmountText({ estimate, value }: { estimate: Estimate; value: number }) {
  switch (estimate.definition) {
    case "run.busy_seconds@1":
      return <DurationText seconds={value} />;
    case "run.peak_memory_bytes@1":
    case "run.peak_device_memory_bytes@1":
      return <BytesText bytes={value} />;
    case "run.energy_joules@1":
      return <NumberText value={value} unit="J" />;
    case "run.tokens_per_second@1":
      return <NumberText value={value} unit="tokens/s" />;
    default:
      return <NumberText value={value} unit={String(estimate.parameters.currency ?? "")} />;
  }
}
