"use client";

import { formatCount } from "@/domain/format/number";
import { BUCKET_WORDS } from "@/domain/margins/pair-record";
import { DrawnFigure } from "../charts/drawn-figure";
import { PointCloud } from "../charts/point-cloud";
import { Card, CardHeader } from "../ui/card";
import { EstimateText } from "../ui/number/estimate-text";
import { BUCKET_COLORS, type Margins } from "./margin-words";

const NUMBERS = [
  { name: "lengthCorrelation", label: "r of margin and length" },
  { name: "lengthDifference", label: "Chosen longer by, tokens" },
  { name: "marginPerToken", label: "Margin by token, nats" },
] as const;
const AXES = { x: "tokens by which the chosen text is longer", y: "margin m, nats" };

/** Margins are sums over tokens: how much of what was learned may be how long a text is. */
export function LengthCard({ margins: { buckets, afterStep } }: { margins: Margins }) {
  const points = buckets.flatMap(({ after }) => after.lengths);
  const spread = (values: readonly number[]) => [Math.min(0, ...values), Math.max(0, ...values)] as const;
  const range = { x: spread(points.map(({ longer }) => longer)), y: spread(points.map(({ margin }) => margin)) };
  return (
    <Card>
      <CardHeader title="Length beside margin" remark={`at step ${afterStep}`} />
      <div className="grid gap-4 md:grid-cols-3">
        {buckets.map(({ bucket, after: { lengths, pairs, estimates } }) => {
          const words = `pairs ${BUCKET_WORDS[bucket]}`;
          const some = lengths.length < pairs ? `, ${formatCount(lengths.length)} of ${formatCount(pairs)}` : "";
          return (
            <div key={bucket} className="min-w-0">
              <DrawnFigure
                name={`Margin and length of ${words}`}
                caption={`${BUCKET_WORDS[bucket]}${some}`}
                data={() => ({
                  heads: ["tokens longer", "margin"],
                  rows: lengths.map(({ longer, margin }) => [longer, margin]),
                })}
              >
                <PointCloud
                  height={190}
                  range={range}
                  axes={AXES}
                  label={`Margin over difference in length, ${words}`}
                  clouds={[
                    {
                      id: bucket,
                      color: BUCKET_COLORS[bucket],
                      points: lengths.map(({ longer, margin }) => ({ x: longer, y: margin })),
                    },
                  ]}
                />
              </DrawnFigure>
              <dl className="mt-1 grid gap-1 text-sm">
                {NUMBERS.map(({ name, label }) => (
                  <div key={name} className="flex flex-wrap justify-between gap-x-3">
                    <dt className="text-muted">{label}</dt>
                    <dd>
                      <EstimateText estimate={estimates[name]} scale="number" hideSample />
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          );
        })}
      </div>
      <p className="mt-3 text-xs text-muted">
        Margins are sums over tokens and grow with length: where r is far from 0, part of what was learned may be how
        long a text is.
      </p>
    </Card>
  );
}
