import { marginOf, type PairRecord } from "./pair-record";

/** How many tokens longer the chosen text is, and the margin of the pair. */
export type LengthPoint = { longer: number; margin: number };

/** More points than that hide each other. */
export const MOST_LENGTH_POINTS = 400;

/** Of many pairs those at even places of the order in which they were recorded, which knows nothing of margins. */
export function lengthPoints(records: readonly PairRecord[]): LengthPoint[] {
  const count = Math.min(records.length, MOST_LENGTH_POINTS);
  return Array.from({ length: count }, (_, at) => records[Math.floor((at * records.length) / count)]).flatMap(
    (record) => (record ? [{ longer: record.tokensChosen - record.tokensRejected, margin: marginOf(record) }] : []),
  );
}
