import { quantile } from "@/server/bench/bench-row";
import { type ChangeRecord, PHASES } from "./change-record";
import type { Fault, FaultKind } from "./compare-marks";
import type { StoredRound } from "./reading-site";
import type { MomentResult } from "./run-moment";

function countBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[nameOf(item)] = (counts[nameOf(item)] ?? 0) + 1;
  return counts;
}

/** A fault that stays is found again at every later moment, and counts once. */
const distinct = (faults: readonly Fault[]): Fault[] => [
  ...new Map(faults.map((fault) => [`${fault.kind} ${fault.id}`, fault])).values(),
];

export type Tally = ReturnType<typeof tally>;

/** What a reader made, what was kept of it, and when it was broken. */
export function tally(results: readonly MomentResult[], record: ChangeRecord, stored: StoredRound) {
  const entries = record.list();
  const kept = new Set(stored.changes.map(({ id }) => id));
  const ticked = entries.filter((entry) => entry.ticked);
  const unticked = entries.filter((entry) => !entry.ticked);
  const count = (of: typeof entries) => of.filter(({ change }) => kept.has(change.id)).length;
  const faults = distinct(results.flatMap((result) => result.faults));
  const faultsOf = (kind: FaultKind) => faults.filter((fault) => fault.kind === kind).length;
  const times = results.map(({ returnMilliseconds }) => returnMilliseconds);
  const phases = countBy(results, ({ phase }) => phase ?? "nothing made yet");
  return {
    moments: results.length,
    how: countBy(results, ({ how }) => how),
    phases: { ...Object.fromEntries(PHASES.map((phase) => [phase, 0])), ...phases },
    made: entries.length,
    madeByKind: countBy(entries, ({ change }) => change.body.kind),
    ticked: ticked.length,
    tickedAndKept: count(ticked),
    untickedAndKept: count(unticked),
    untickedAndGone: unticked.length - count(unticked),
    /** Made in the last instant of a page, so that word of them went with it. */
    keptUnheard: stored.changes.filter(({ id }) => record.get(id) === null).length,
    lost: faultsOf("lost"),
    doubled: faultsOf("doubled"),
    changed: faultsOf("changed"),
    halved: faultsOf("halved"),
    otherwiseWrong: faultsOf("misread") + faultsOf("unread") + faultsOf("left") + record.refusals,
    returnMedianMilliseconds: Math.round(quantile(times, 0.5)),
    returnLongestMilliseconds: Math.round(quantile(times, 1)),
    faults,
  };
}
