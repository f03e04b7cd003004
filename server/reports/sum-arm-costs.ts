import type { ComparedArm } from "@/domain/comparison/comparison";
import type { Estimate } from "@/domain/estimate";
import { formatCounted } from "@/domain/format/number";
import type { ReportContent } from "@/domain/reports/report-content";

/** An arm's estimate is the mean of its runs; their sum is its numerator. */
const sumOf = (costs: readonly Estimate[]): number =>
  costs.reduce((total, { numerator }) => total + (numerator ?? 0), 0);
const excludedOf = (costs: readonly Estimate[]): number => costs.reduce((total, { excluded }) => total + excluded, 0);

function refuseMoney(seconds: readonly Estimate[], prices: readonly Estimate[]): string | null {
  const untimed = excludedOf(seconds);
  if (untimed > 0) {
    const runs = formatCounted(untimed, "run");
    return `${runs} did not start or did not end yet, whose time is not in that of the devices either`;
  }
  const currencies = new Set(prices.map(({ parameters }) => parameters.currency ?? ""));
  if (prices.length === 0 || excludedOf(prices) > 0) return "not every run has a price";
  return currencies.size > 1 ? "runs are priced in several currencies" : null;
}

/** Of all runs that were compared; money is summed where each has a price, all in one currency. */
export function sumArmCosts(arms: readonly Pick<ComparedArm, "costs">[]): ReportContent["cost"] {
  const all = (definition: string) =>
    arms.flatMap(({ costs }) => costs.filter((cost) => cost.definition === definition));
  const [seconds, prices] = [all("run.busy_seconds@1"), all("run.cost@1")];
  const why = refuseMoney(seconds, prices);
  const currency = prices[0]?.parameters.currency;
  return {
    deviceSeconds: sumOf(seconds),
    readingSeconds: null,
    money: why === null ? sumOf(prices) : null,
    currency: why === null && typeof currency === "string" ? currency : null,
    why,
  };
}
