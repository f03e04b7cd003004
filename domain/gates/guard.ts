import type { Estimate } from "../estimate";
import { formatNumber } from "../format/number";
import { formatPercent } from "../format/percent";

export type GuardName = "majorRate" | "omissionsPerNote" | "lengthRatio";

export type Guard = {
  name: GuardName;
  limit: { atMost: number } | { atLeast: number };
  estimate: Estimate;
  /** By the estimate itself, not by a bound of it. */
  state: "holds" | "broken" | "unknown";
  sentence: string;
};

const WORDS: Readonly<Record<GuardName, { subject: string; write: (value: number) => string }>> = {
  majorRate: { subject: "The share of notes with a major error", write: formatPercent },
  omissionsPerNote: { subject: "The number of omissions a note", write: formatNumber },
  lengthRatio: { subject: "The median length against what it is compared with", write: formatPercent },
};

export function checkGuard(name: GuardName, limit: Guard["limit"], estimate: Estimate): Guard {
  const { subject, write } = WORDS[name];
  const wanted = "atMost" in limit ? `at most ${write(limit.atMost)}` : `at least ${write(limit.atLeast)}`;
  if (estimate.state === "undefined") {
    const sentence = `${subject} is not known: ${estimate.reason}; it must be ${wanted}.`;
    return { name, limit, estimate, state: "unknown", sentence };
  }
  const { value } = estimate;
  const holds = "atMost" in limit ? value <= limit.atMost : value >= limit.atLeast;
  const sentence = `${subject} is ${write(value)}; it must be ${wanted}.`;
  return { name, limit, estimate, state: holds ? "holds" : "broken", sentence };
}
