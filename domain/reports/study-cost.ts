import { formatCount } from "../format/number";
import type { ReportContent } from "./report-content";

/** Of every run that a study's answer took, those too that a fork took over. */
export type SpentRuns = {
  busySeconds: number;
  cost: number | null;
  /** Runs that were busy. */
  busy: number;
  /** Of these those without a price. */
  unpriced: number;
  currencies: readonly string[];
};

function refuseMoney({ cost, busy, unpriced, currencies }: SpentRuns): string | null {
  if (cost === null) return "no price is set";
  if (unpriced > 0) return `${formatCount(unpriced)} of ${formatCount(busy)} runs have no price`;
  return currencies.length > 1 ? "runs are priced in several currencies" : null;
}

/** Money is named only where it is of all runs and in one currency. */
export function writeStudyCost(spent: SpentRuns, rounds: ReportContent["rounds"]): ReportContent["cost"] {
  const read = rounds.filter(({ kind }) => kind === "person").flatMap(({ readers }) => readers);
  const why = refuseMoney(spent);
  return {
    deviceSeconds: spent.busySeconds,
    readingSeconds: read.length > 0 ? read.reduce((sum, { seconds }) => sum + seconds, 0) : null,
    money: why === null ? spent.cost : null,
    currency: why === null ? (spent.currencies[0] ?? null) : null,
    why,
  };
}
