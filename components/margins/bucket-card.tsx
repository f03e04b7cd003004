"use client";

import dynamic from "next/dynamic";
import { formatCounted, formatNumber } from "@/domain/format/number";
import { BUCKET_WORDS } from "@/domain/margins/pair-record";
import { StepLines } from "../charts/step-lines";
import { Card, CardHeader } from "../ui/card";
import { loadPart } from "../ui/load-part";
import { Select } from "../ui/select";
import { BEFORE_COLOR, BUCKET_COLORS, type BucketMargins, deltaLabel, type Margins } from "./margin-words";

const Histogram = dynamic(() => loadPart(() => import("../charts/histogram").then((module) => module.Histogram)), {
  ssr: false,
});

type BucketCardProps = { margins: Margins; of: BucketMargins; onBin: (place: number | null) => void };
type Side = BucketMargins["after"];

const stepsOf = (side: Side) => side.ecdf.map(({ margin, share }) => ({ x: margin, share }));
/** Before the first step all margins are 0: one bar of them would leave no height to the others. */
const isReference = ({ ecdf }: Side) => ecdf.length === 1 && ecdf[0]?.margin === 0;

/** Pairs of one label: where their margins lay and where they lie. */
export function BucketCard({ margins, of: { bucket, before, after }, onBin }: BucketCardProps) {
  const { bins, threshold, loss, beforeStep, afterStep } = margins;
  const color = BUCKET_COLORS[bucket];
  const [low, high] = [bins[0]?.low ?? 0, bins.at(-1)?.high ?? 1];
  const line = threshold !== null && bucket === "01" ? { value: threshold, label: deltaLabel(threshold, loss) } : null;
  const beyond = line && (line.value > high || line.value < low);
  const drawn = before && before.pairs > 0 && !isReference(before);
  const sides = [
    ...(drawn ? [{ id: "before", label: `step ${beforeStep}`, color: BEFORE_COLOR }] : []),
    { id: "after", label: `step ${afterStep}`, color },
  ];
  const counted = bins.map((bin, at) => ({
    ...bin,
    counts: { before: before?.counts[at] ?? 0, after: after.counts[at] ?? 0 },
  }));
  const marks = line ? [line] : [];
  return (
    <Card className="grid min-w-0 content-start gap-3">
      <CardHeader
        title={`Pairs ${BUCKET_WORDS[bucket]}`}
        actions={
          <ul aria-label="Steps" className="flex gap-3 whitespace-nowrap text-xs">
            {sides.map((side) => (
              <li key={side.id} className="flex items-center gap-1.5">
                <span aria-hidden className="size-2.5 rounded-sm" style={{ background: side.color }} />
                {side.label}
              </li>
            ))}
          </ul>
        }
      />
      <div style={{ minHeight: 190 }}>
        <Histogram bins={counted} sides={sides} height={190} marks={marks} onBin={onBin} />
      </div>
      <StepLines
        height={150}
        range={[low, high]}
        axis="margin m, nats · share of pairs at or below it"
        marks={marks}
        lines={[
          ...(drawn
            ? [{ id: "before", label: "before", color: BEFORE_COLOR, dashed: true, points: stepsOf(before) }]
            : []),
          { id: "after", label: "after", color, points: stepsOf(after) },
        ]}
      />
      {before && isReference(before) ? (
        <p className="text-xs text-muted">At step {beforeStep} every margin is 0: the model is its reference.</p>
      ) : null}
      {beyond ? <p className="text-xs text-muted">{line.label} lies beyond every margin.</p> : null}
      <Select
        label={`Read pairs ${BUCKET_WORDS[bucket]}`}
        placeholder={`Read ${formatCounted(after.pairs, "pair")} …`}
        value={undefined}
        onChange={(value) => onBin(value === "all" ? null : Number(value))}
        options={[
          { value: "all", label: "all of them", remark: formatCounted(after.pairs, "pair") },
          ...counted.flatMap((bin, at) =>
            bin.counts.after > 0
              ? [
                  {
                    value: String(at),
                    label: `margin ${formatNumber(bin.low)} to ${formatNumber(bin.high)}`,
                    remark: formatCounted(bin.counts.after, "pair"),
                  },
                ]
              : [],
          ),
        ]}
      />
    </Card>
  );
}
