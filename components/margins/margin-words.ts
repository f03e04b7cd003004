import type { Estimate } from "@/domain/estimate";
import { describeEstimate, type EstimateScale } from "@/domain/format/estimate";
import { formatCounted, formatNumber } from "@/domain/format/number";
import type { Bucket } from "@/domain/margins/pair-record";
import type { RouterOutputs } from "../layout/trpc";

export type Margins = RouterOutputs["margins"]["byRun"];
export type BucketMargins = Margins["buckets"][number];

export const BUCKET_COLORS: Record<Bucket, string> = {
  "01": "var(--series-1)",
  "00": "var(--series-3)",
  "11": "var(--series-2)",
  "10": "var(--series-4)",
};
export const BEFORE_COLOR = "var(--muted)";

/** Share of the pairs (0,1) that Δ pushes with all its weight from which on a larger Δ changes next to nothing. */
export const SATURATED = 0.95;

export const isSaturated = (fullPush: { state: string; value: number | null }): boolean =>
  fullPush.value !== null && fullPush.value >= SATURATED;

export const deltaLabel = (threshold: number, { loss, delta }: Margins["loss"]): string =>
  loss === "safedpo" ? `Δ / β = ${formatNumber(threshold)}` : `Δ = ${formatNumber(delta)}`;

const within = (estimate: Estimate, scale: EstimateScale, unit = "") => {
  const words = describeEstimate(estimate, { scale });
  return words && `${words.value}${unit}${words.interval ? ` (${words.interval})` : ""}`;
};

/** What one came for: how many pairs stand the right way round, and how many Δ has let go. */
export function sayMargins({ buckets, afterStep, loss, threshold }: Margins): string | null {
  const active = buckets.find(({ bucket }) => bucket === "01") ?? buckets[0];
  if (!active || afterStep === null) return null;
  const { accuracy, belowThreshold, margin } = active.after.estimates;
  const pairs = `${formatCounted(active.after.pairs, "pair")} (${active.bucket.split("").join(",")})`;
  const first = `At step ${afterStep}, ${within(accuracy, "share")} of ${pairs} lean further towards the chosen text than the reference does; their mean margin is ${within(margin, "number", " nats")}.`;
  const below = threshold === null ? null : within(belowThreshold, "share");
  return below === null || threshold === null
    ? first
    : `${first} ${below} have not reached the line at ${deltaLabel(threshold, loss)}.`;
}
