import { type LengthPoint, lengthPoints } from "./length-points";
import { binMargins, countInBins, type MarginBin } from "./margin-bins";
import { type EcdfPoint, empiricalDistribution } from "./margin-ecdf";
import { estimateMargins, type MarginEstimates } from "./margin-estimates";
import { BUCKETS, type Bucket, bucketOf, marginOf, type PairRecord } from "./pair-record";

export type BucketMargins = {
  bucket: Bucket;
  before: MarginSide | null;
  after: MarginSide;
};
export type MarginSide = {
  pairs: number;
  counts: number[];
  ecdf: EcdfPoint[];
  lengths: LengthPoint[];
  estimates: MarginEstimates;
};
export type Line = { threshold: number; beta: number } | null;

const marginsOf = (records: readonly PairRecord[]) => Float64Array.from(records, marginOf);

function* describeSide(records: readonly PairRecord[], bins: readonly MarginBin[], line: Line) {
  const margins = marginsOf(records);
  return {
    pairs: records.length,
    counts: countInBins(margins, bins),
    ecdf: empiricalDistribution(margins),
    lengths: lengthPoints(records),
    estimates: yield* estimateMargins(records, line),
  };
}

/** Margins by label bucket, before and after on the same bins. The line of Δ is one of the pairs (0,1) alone. */
export function* computeMargins(
  before: readonly PairRecord[] | null,
  after: readonly PairRecord[],
  line: Line,
): Generator<undefined, { bins: MarginBin[]; buckets: BucketMargins[] }> {
  const bins = binMargins(marginsOf([...(before ?? []), ...after]));
  const buckets: BucketMargins[] = [];
  for (const bucket of BUCKETS) {
    const ofBucket = (records: readonly PairRecord[]) => records.filter((each) => bucketOf(each) === bucket);
    const last = ofBucket(after);
    if (last.length === 0) continue;
    const own = bucket === "01" ? line : null;
    buckets.push({
      bucket,
      before: before && (yield* describeSide(ofBucket(before), bins, own)),
      after: yield* describeSide(last, bins, own),
    });
  }
  return { bins, buckets };
}
