"use client";

import { BUCKET_WORDS, BUCKETS } from "@/domain/margins/pair-record";
import { DrawnFigure } from "../charts/drawn-figure";
import { QuantileBands } from "../charts/quantile-bands";
import { Card, CardHeader } from "../ui/card";
import { BUCKET_COLORS, deltaLabel, type Margins } from "./margin-words";

const HEADS = ["step", "pairs", "5 %", "25 %", "50 %", "75 %", "95 %"];

/** Margins over the steps that were recorded, all labels on one scale. */
export function BandsCard({ margins: { bands, threshold, loss } }: { margins: Margins }) {
  const buckets = BUCKETS.filter((bucket) => bands.some((band) => band.bucket === bucket));
  const ends = bands.flatMap(({ quantiles }) => [quantiles[0] ?? 0, quantiles.at(-1) ?? 0]);
  const range = [Math.min(0, ...ends), Math.max(0, ...ends)] as const;
  return (
    <Card>
      <CardHeader title="Margin over steps" remark="median, the middle half and the middle nine tenths of the pairs" />
      <div className="grid gap-4 md:grid-cols-3">
        {buckets.map((bucket) => {
          const points = bands.filter((band) => band.bucket === bucket);
          const line = threshold !== null && bucket === "01" ? threshold : null;
          return (
            <DrawnFigure
              key={bucket}
              name={`Quantiles of the margin by step, ${BUCKET_WORDS[bucket]}`}
              caption={BUCKET_WORDS[bucket]}
              data={() => ({
                heads: HEADS,
                rows: points.map(({ step, pairs, quantiles }) => [step, pairs, ...quantiles]),
              })}
            >
              <QuantileBands
                points={points}
                range={range}
                mark={line === null ? null : { value: line, label: deltaLabel(line, loss) }}
                color={BUCKET_COLORS[bucket]}
                label={`Margins over steps, pairs ${BUCKET_WORDS[bucket]}`}
                height={200}
              />
            </DrawnFigure>
          );
        })}
      </div>
    </Card>
  );
}
