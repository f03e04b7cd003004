"use client";

import dynamic from "next/dynamic";
import { formatCounted, formatNumber } from "@/domain/format/number";
import { BUCKET_WORDS } from "@/domain/margins/pair-record";
import { DrawnFigure } from "../charts/drawn-figure";
import type { HistogramMark } from "../charts/histogram";
import { StepLines } from "../charts/step-lines";
import { Card } from "../ui/card";
import { loadPart } from "../ui/load-part";
import { Select } from "../ui/select";
import { binRows, isReference, shareRows } from "./bucket-rows";
import { BEFORE_COLOR, BUCKET_COLORS, type BucketMargins, deltaLabel, type Margins } from "./margin-words";

const Histogram = dynamic(() => loadPart(() => import("../charts/histogram").then((module) => module.Histogram)), {
  ssr: false,
});
const HEIGHT = 190;

type BucketCardProps = { margins: Margins; of: BucketMargins; onBin: (place: number | null) => void };
type Side = BucketMargins["after"];

const stepsOf = (side: Side) => side.ecdf.map(({ margin, share }) => ({ x: margin, share }));

/** Where every margin is 0 one bar of them would leave no height to the others: a line says the same. */
function marksOf({ margins, of: { before } }: BucketCardProps, line: HistogramMark | null): HistogramMark[] {
  if (!before || !isReference(before)) return line ? [line] : [];
  const zero = `step ${margins.beforeStep}`;
  if (line?.value === 0) return [{ ...line, label: `${line.label} · ${zero}` }];
  return [{ value: 0, label: zero, color: BEFORE_COLOR }, ...(line ? [line] : [])];
}

/** Pairs of one label: where their margins lay and where they lie. */
export function BucketCard(props: BucketCardProps) {
  const { margins, of, onBin } = props;
  const { bucket, before, after } = of;
  const { bins, threshold, loss, beforeStep, afterStep } = margins;
  const color = BUCKET_COLORS[bucket];
  const [low, high] = [bins[0]?.low ?? 0, bins.at(-1)?.high ?? 1];
  const line = threshold !== null && bucket === "01" ? { value: threshold, label: deltaLabel(threshold, loss) } : null;
  const beyond = line && (line.value > high || line.value < low);
  const past = before && before.pairs > 0 ? before : null;
  const sides = [
    ...(past ? [{ id: "before", label: `step ${beforeStep}`, color: BEFORE_COLOR, dash: "5 3" }] : []),
    { id: "after", label: `step ${afterStep}`, color },
  ];
  const barred = past && isReference(past) ? sides.slice(1) : sides;
  const counted = bins.map((bin, at) => ({
    ...bin,
    counts: { before: past?.counts[at] ?? 0, after: after.counts[at] ?? 0 },
  }));
  const words = `pairs ${BUCKET_WORDS[bucket]}`;
  return (
    <Card className="grid min-w-0 content-start gap-2">
      <div>
        <h2 className="text-sm font-semibold first-letter:uppercase">{BUCKET_WORDS[bucket]}</h2>
        <ul aria-label="Steps" className="mt-1 flex gap-3 text-xs">
          {sides.map((side) => (
            <li key={side.id} className="flex items-center gap-1.5 whitespace-nowrap">
              <span aria-hidden className="size-2.5 rounded-sm" style={{ background: side.color }} />
              {side.label}
            </li>
          ))}
        </ul>
      </div>
      <DrawnFigure
        name={`Margins of ${words}`}
        caption="Pairs by margin"
        legend={barred}
        data={() => binRows(margins, of)}
      >
        <div style={{ minHeight: HEIGHT }}>
          <Histogram bins={counted} sides={barred} height={HEIGHT} marks={marksOf(props, line)} onBin={onBin} />
        </div>
      </DrawnFigure>
      <DrawnFigure
        name={`Cumulative share of ${words}`}
        caption="Share of pairs at or below a margin"
        legend={sides}
        data={() => shareRows(margins, of)}
      >
        <StepLines
          height={150}
          range={[low, high]}
          axis="margin m, nats"
          label={`Shares of ${words} at or below each margin`}
          marks={line ? [line] : []}
          lines={[
            ...(past
              ? [{ id: "before", label: "before", color: BEFORE_COLOR, dashed: true, points: stepsOf(past) }]
              : []),
            { id: "after", label: "after", color, points: stepsOf(after) },
          ]}
        />
      </DrawnFigure>
      {past && isReference(past) ? (
        <p className="text-xs text-muted">At step {beforeStep} every margin is 0: the model is its reference.</p>
      ) : null}
      {beyond ? <p className="text-xs text-muted">{line.label} lies beyond every margin.</p> : null}
      <div className="print:hidden">
        <Select
          label={`Read pairs ${BUCKET_WORDS[bucket]}`}
          placeholder={`Read ${formatCounted(after.pairs, "pair")} …`}
          value={undefined}
          className="w-full"
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
      </div>
    </Card>
  );
}
