"use client";

import { useRef } from "react";
import { describeComparedMetric } from "@/domain/comparison/compared-metric";
import { decidingDifference } from "@/domain/comparison/write-verdict";
import type { Estimate } from "@/domain/estimate";
import { formatCounted } from "@/domain/format/number";
import { forestDomain } from "../charts/prepare-forest";
import { Card, CardHeader } from "../ui/card";
import { EstimateText } from "../ui/number/estimate-text";
import { HeadCell, Table } from "../ui/table";
import { useFixedRows } from "../ui/use-fixed-rows";
import { ArmName } from "./arm-name";
import { DifferenceCell, PText } from "./difference-cell";
import { JudgementText } from "./judgement-text";
import { commonSample } from "./metrics-card";
import { SeedStrip, stripDomain } from "./seed-strip";
import type { Arm, Comparison } from "./use-comparison";

const ROW_HEIGHT = 52;
const HEAD_HEIGHT = 32;

type ArmsCardProps = {
  arms: readonly Arm[];
  leading: readonly Comparison[];
  metric: string;
  baseline: Arm;
  candidate: string | null;
  onChoose: (arm: string) => void;
};

/** Every arm against A in one metric; the one that leads furthest first. */
export function ArmsCard({ arms, leading, metric: id, baseline, candidate, onChoose }: ArmsCardProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const metric = describeComparedMetric(id);
  const sign = metric.better === "lower" ? 1 : -1;
  const sorted = [...leading].sort((a, b) => sign * (differenceOf(a) - differenceOf(b)));
  const rows = useFixedRows(scroller, { count: sorted.length, rowHeight: ROW_HEIGHT, overscan: 6, head: HEAD_HEIGHT });
  const domain = forestDomain(leading.flatMap(({ byItem, bySeed }) => [bySeed, ...(byItem ? [byItem] : [])]));
  const values = leading.flatMap(({ replicates }) => replicates);
  const strip = stripDomain(values);
  const visible = sorted.slice(rows.first, rows.last + 1);
  const bottom = Math.max(0, rows.height - rows.top - visible.length * ROW_HEIGHT);
  const sample = commonSample(leading);
  const family = leading.filter((each) => "holm_p" in decidingDifference(each).parameters).length;
  const own = leading.find(({ baseline: score }) => score.state === "defined");
  return (
    <Card>
      <CardHeader
        title={`${metric.title}: ${formatCounted(leading.length, "arm")} against ${baseline.name}`}
        remark={`difference to A, the dashed line is zero${family > 1 ? `; p corrected by Holm over ${family}` : ""}`}
      />
      <div ref={scroller} onScroll={rows.onScroll} className="max-h-[56vh] overflow-auto print:max-h-none">
        <Table aria-rowcount={leading.length + 1}>
          <thead className="sticky top-0 z-10 bg-surface">
            <tr>
              <HeadCell>Arm</HeadCell>
              <HeadCell>Verdict</HeadCell>
              <HeadCell>Each training</HeadCell>
              <HeadCell numeric>Value</HeadCell>
              <HeadCell numeric>Difference{sample ? ` over ${sample}` : ""}</HeadCell>
              <HeadCell numeric>p</HeadCell>
            </tr>
          </thead>
          <tbody>
            <ArmRow
              arm={baseline}
              score={own?.baseline ?? null}
              scale={metric.scale}
              strip={<SeedStrip values={ofArm(values, baseline.id)} domain={strip} arm={baseline.id} />}
              difference={<span className="text-muted">A, the baseline</span>}
            />
            {rows.top > 0 ? <tr aria-hidden style={{ height: rows.top }} /> : null}
            {visible.map((comparison) => {
              const arm = arms.find((each) => each.id === comparison.arm);
              if (!arm) return null;
              return (
                <ArmRow
                  key={arm.id}
                  arm={arm}
                  chosen={arm.id === candidate}
                  onChoose={() => onChoose(arm.id)}
                  score={comparison.candidate}
                  scale={metric.scale}
                  strip={<SeedStrip values={ofArm(comparison.replicates, arm.id)} domain={strip} arm={arm.id} />}
                  difference={<ArmDifference comparison={comparison} metric={metric} domain={domain} sample={sample} />}
                  verdict={<JudgementText verdict={comparison.verdict} />}
                  p={<PText estimate={decidingDifference(comparison)} />}
                />
              );
            })}
            {bottom > 0 ? <tr aria-hidden style={{ height: bottom }} /> : null}
          </tbody>
        </Table>
      </div>
    </Card>
  );
}

const differenceOf = (comparison: Comparison) => decidingDifference(comparison).value ?? Number.NEGATIVE_INFINITY;

/** A training that several runs show stands once a comparison; the baseline's are told with each arm. */
function ofArm(values: readonly Comparison["replicates"][number][], arm: string) {
  return [...new Map(values.filter((value) => value.arm === arm).map((value) => [value.runId, value])).values()];
}

function ArmDifference(props: Parameters<typeof DifferenceCell>[0]) {
  const { state, reason } = decidingDifference(props.comparison);
  if (state === "undefined") {
    return (
      <span title={reason} className="ml-auto line-clamp-2 max-w-96 whitespace-normal text-left text-undecided text-xs">
        {reason}.
      </span>
    );
  }
  return <DifferenceCell {...props} />;
}

type ArmRowProps = {
  arm: Arm;
  chosen?: boolean;
  onChoose?: () => void;
  score: Estimate | null;
  scale: "share" | "number";
  strip: React.ReactNode;
  difference: React.ReactNode;
  verdict?: React.ReactNode;
  p?: React.ReactNode;
};

function ArmRow({ arm, chosen, onChoose, score, scale, strip, difference, verdict, p }: ArmRowProps) {
  const cell = "px-2.5";
  return (
    <tr
      data-selected={chosen || undefined}
      style={{ height: ROW_HEIGHT }}
      className="border-line border-b data-[selected]:bg-accent-soft"
    >
      <th scope="row" className={`max-w-72 text-left font-normal ${cell}`}>
        {onChoose ? (
          <button type="button" aria-pressed={chosen} onClick={onChoose} className="flex max-w-full hover:text-accent">
            <ArmName arm={arm} />
          </button>
        ) : (
          <ArmName arm={arm} />
        )}
        <span className="block pl-3 text-muted text-xs">
          {arm.seeds === 0 ? "nothing trained" : formatCounted(arm.seeds, "seed")}
          {arm.onFront ? (
            <span title="No other arm reaches more for less, by the estimates alone"> · best for its cost</span>
          ) : null}
        </span>
      </th>
      <td className={cell}>{verdict}</td>
      <td className={cell}>{strip}</td>
      <td className={`whitespace-nowrap text-right ${cell}`}>
        <EstimateText estimate={score} scale={scale} hideSample />
      </td>
      <td className={`text-right ${cell}`}>{difference}</td>
      <td className={`whitespace-nowrap text-right ${cell}`}>{p}</td>
    </tr>
  );
}
