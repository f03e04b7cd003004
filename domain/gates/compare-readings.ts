import type { Mark } from "../assessments/mark";
import { matchSpans, overlapsHalf } from "../statistics/match-spans";
import type { Reading } from "./case-facts";

export const DIFFERENCES = ["judged", "verdict", "spans", "type", "severity", "correction"] as const;
export type Difference = (typeof DIFFERENCES)[number];

function differOnMarks(ones: readonly Mark[], others: readonly Mark[]): Difference[] {
  const pairs = matchSpans(ones, others, (one, other) => overlapsHalf(one.span, other.span));
  const found = new Set<Difference>();
  if (pairs.length < Math.max(ones.length, others.length)) found.add("spans");
  for (const [one, other] of pairs) {
    if (ones[one]?.type !== others[other]?.type) found.add("type");
    if (ones[one]?.severity !== others[other]?.severity) found.add("severity");
  }
  return DIFFERENCES.filter((each) => found.has(each));
}

/** Several corrected the note, and not to the same text. */
function differOnCorrection(readings: readonly Pick<Reading, "correction">[]): boolean {
  return new Set(readings.flatMap(({ correction }) => correction ?? [])).size > 1;
}

/**
 * What two or more readings of a case differ in: whether it can be judged, the verdict, else what was marked where, as
 * what and how grave, and how the note should read. Two marks are of the same place if they share half of what either
 * covers.
 */
export function compareReadings(readings: readonly Pick<Reading, "answer" | "correction">[]): Difference[] {
  const found = new Set<Difference>();
  for (let one = 0; one < readings.length; one++) {
    for (let other = one + 1; other < readings.length; other++) {
      const [ours, theirs] = [readings[one]?.answer, readings[other]?.answer];
      if (!ours || !theirs) continue;
      if (ours.judged !== theirs.judged) found.add("judged");
      else if (ours.marked !== theirs.marked) found.add("verdict");
      else for (const each of differOnMarks(ours.errors, theirs.errors)) found.add(each);
    }
  }
  if (differOnCorrection(readings)) found.add("correction");
  return DIFFERENCES.filter((each) => found.has(each));
}
