"use client";

import dynamic from "next/dynamic";
import { formatCounted, formatNumber } from "@/domain/format/number";
import { BUCKET_WORDS } from "@/domain/margins/pair-record";
import { StepLines } from "../charts/step-lines";
import { Card, CardHeader } from "../ui/card";
import { loadPart } from "../ui/load-part";
import { EstimateText } from "../ui/number/estimate-text";
import { Select } from "../ui/select";
import { BEFORE_COLOR, BUCKET_COLORS, type BucketMargins, deltaLabel, type Margins } from "./margin-words";

const Histogram = dynamic(() => loadPart(() => import("../charts/histogram").then((module) => module.Histogram)), {
  ssr: false,
});

type BucketCardProps = { margins: Margins; of: BucketMargins; onBin: (place: number | null) => void };

/** Pairs of one label: where their margins lay, where they lie, and what that comes to. */
export function BucketCard({ margins, of, onBin }: BucketCardProps) {
  const { bins, threshold, loss, beforeStep, afterStep } = margins;
  const color = BUCKET_COLORS[of.bucket];
  const marks =
    threshold !== null && of.bucket === "01" ? [{ value: threshold, label: deltaLabel(threshold, loss) }] : [];
  const beyond = marks.find(({ value }) => value > (bins.at(-1)?.high ?? 0) || value < (bins[0]?.low ?? 0));
  const sides = [
    ...(of.before ? [{ id: "before", label: `step ${beforeStep}`, color: BEFORE_COLOR }] : []),
    { id: "after", label: `step ${afterStep}`, color },
  ];
  const counts = bins.map((bin, at) => ({
    ...bin,
    counts: { before: of.before?.counts[at] ?? 0, after: of.after.counts[at] ?? 0 },
  }));
  return (
    <Card className="grid min-w-0 content-start gap-3">
      <CardHeader
        title={BUCKET_WORDS[of.bucket]}
        remark={formatCounted(of.after.pairs, "pair")}
        actions={
          <ul aria-label="Steps" className="flex gap-3 text-xs">
            {sides.map((side) => (
              <li key={side.id} className="flex items-center gap-1.5">
                <span aria-hidden className="size-2.5 rounded-sm" style={{ background: side.color }} />
                {side.label}
              </li>
            ))}
          </ul>
        }
      />
      <div style={{ minHeight: 200 }}>
        <Histogram bins={counts} sides={sides} height={200} marks={marks} onBin={onBin} />
      </div>
      {beyond ? <p className="text-xs text-muted">The line at {beyond.label} lies beyond every margin here.</p> : null}
      <StepLines
        height={170}
        axis="margin m, nats: share of pairs at or below it"
        marks={marks}
        lines={[
          ...(of.before
            ? [
                {
                  id: "before",
                  label: `step ${beforeStep}`,
                  color: BEFORE_COLOR,
                  dashed: true,
                  points: of.before.ecdf.map(({ margin, share }) => ({ x: margin, share })),
                },
              ]
            : []),
          {
            id: "after",
            label: `step ${afterStep}`,
            color,
            points: of.after.ecdf.map(({ margin, share }) => ({ x: margin, share })),
          },
        ]}
      />
      <Numbers of={of} beforeStep={beforeStep} afterStep={afterStep} />
      <Select
        label={`Pairs ${BUCKET_WORDS[of.bucket]} to read`}
        placeholder="Read pairs …"
        value={undefined}
        onChange={(value) => onBin(value === "all" ? null : Number(value))}
        options={[
          { value: "all", label: "all of them", remark: formatCounted(of.after.pairs, "pair") },
          ...counts.flatMap(({ low, high, counts: { after } }, at) =>
            after > 0
              ? [
                  {
                    value: String(at),
                    label: `margin ${formatNumber(low)} to ${formatNumber(high)}`,
                    remark: formatCounted(after, "pair"),
                  },
                ]
              : [],
          ),
        ]}
      />
    </Card>
  );
}

const ROWS = [
  { name: "margin", label: "Mean margin, nats", scale: "number" },
  { name: "marginPerToken", label: "Margin per token", scale: "number" },
  { name: "accuracy", label: "Chosen preferred", scale: "share" },
  { name: "belowThreshold", label: "Below the line of Δ", scale: "share" },
  { name: "lengthDifference", label: "Chosen longer by, tokens", scale: "number" },
  { name: "lengthCorrelation", label: "r of margin and length", scale: "number" },
] as const;

function Numbers({ of, beforeStep, afterStep }: { of: BucketMargins } & Pick<Margins, "beforeStep" | "afterStep">) {
  const { before, after } = of;
  const rows = ROWS.filter(({ name }) => name !== "belowThreshold" || of.bucket === "01");
  return (
    <table className="w-full text-xs">
      <thead>
        <tr className="text-left text-muted">
          <th scope="col" className="py-1 font-normal">
            95 % intervals
          </th>
          {before ? (
            <th scope="col" className="py-1 text-right font-normal">
              step {beforeStep}
            </th>
          ) : null}
          <th scope="col" className="py-1 text-right font-normal">
            step {afterStep}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, label, scale }) => (
          <tr key={name} className="border-line border-t">
            <th scope="row" className="py-1 pr-2 text-left font-normal">
              {label}
            </th>
            {before ? (
              <td className="py-1 text-right">
                <EstimateText estimate={before.estimates[name]} scale={scale} hideSample />
              </td>
            ) : null}
            <td className="py-1 text-right">
              <EstimateText estimate={after.estimates[name]} scale={scale} hideSample />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
