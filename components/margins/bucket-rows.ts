import type { DrawnRows } from "../charts/drawn-figure";
import type { BucketMargins, Margins } from "./margin-words";

type Side = BucketMargins["after"];

/** Before its first step a model is its own reference, and every margin is 0. */
export const isReference = ({ ecdf }: Side): boolean => ecdf.length === 1 && ecdf[0]?.margin === 0;

/** Pairs in each bin, at both steps. */
export function binRows(
  { bins, beforeStep, afterStep }: Pick<Margins, "bins" | "beforeStep" | "afterStep">,
  { before, after }: BucketMargins,
): DrawnRows {
  const sides = [...(before ? [{ step: beforeStep, side: before }] : []), { step: afterStep, side: after }];
  return {
    heads: ["margin from", "to", ...sides.map(({ step }) => `pairs at step ${step}`)],
    rows: bins.map(({ low, high }, at) => [low, high, ...sides.map(({ side }) => side.counts[at] ?? 0)]),
  };
}

/** The steps of the cumulative shares as they are drawn. */
export function shareRows(
  { beforeStep, afterStep }: Pick<Margins, "beforeStep" | "afterStep">,
  { before, after }: BucketMargins,
): DrawnRows {
  const of = (step: number | null, side: Side) => side.ecdf.map(({ margin, share }) => [step, margin, share]);
  return {
    heads: ["step", "margin", "share of pairs at or below"],
    rows: [...(before ? of(beforeStep, before) : []), ...of(afterStep, after)],
  };
}
