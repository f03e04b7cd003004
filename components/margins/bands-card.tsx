"use client";

import { formatNumber } from "@/domain/format/number";
import { BUCKET_WORDS, BUCKETS } from "@/domain/margins/pair-record";
import { QuantileBands } from "../charts/quantile-bands";
import { Card, CardHeader } from "../ui/card";
import { BUCKET_COLORS, deltaLabel, type Margins } from "./margin-words";

const QUANTILES = ["5 %", "25 %", "50 %", "75 %", "95 %"];

/** Margins over the steps that were recorded, all labels on one scale. */
export function BandsCard({ margins: { bands, threshold, loss } }: { margins: Margins }) {
  const buckets = BUCKETS.filter((bucket) => bands.some((band) => band.bucket === bucket));
  const ends = bands.flatMap(({ quantiles }) => [quantiles[0] ?? 0, quantiles.at(-1) ?? 0]);
  const range = [Math.min(0, ...ends), Math.max(0, ...ends)] as const;
  return (
    <Card>
      <CardHeader title="Margin over steps" remark="median, the middle half and the middle nine tenths of the pairs" />
      <div className="grid gap-4 lg:grid-cols-3">
        {buckets.map((bucket) => {
          const points = bands.filter((band) => band.bucket === bucket);
          return (
            <figure key={bucket} className="min-w-0">
              <figcaption className="text-xs text-muted">{BUCKET_WORDS[bucket]}</figcaption>
              <QuantileBands
                points={points}
                range={range}
                mark={
                  threshold !== null && bucket === "01"
                    ? { value: threshold, label: deltaLabel(threshold, loss) }
                    : null
                }
                color={BUCKET_COLORS[bucket]}
                height={200}
              />
              <table className="sr-only">
                <caption>Quantiles of the margin by step, {BUCKET_WORDS[bucket]}</caption>
                <thead>
                  <tr>
                    {["Step", ...QUANTILES].map((head) => (
                      <th key={head} scope="col">
                        {head}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {points.map(({ step, quantiles }) => (
                    <tr key={step}>
                      <th scope="row">{step}</th>
                      {QUANTILES.map((name, at) => (
                        <td key={name}>{formatNumber(quantiles[at] ?? 0)}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </figure>
          );
        })}
      </div>
    </Card>
  );
}
