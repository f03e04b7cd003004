import type { Estimate } from "../estimate";
import { formatNumber } from "../format/number";
import type { McNemar } from "../studies/study-result";

export const sayP = (p: number): string => (p < 0.001 ? "p < 0.001" : `p = ${formatNumber(Number(p.toPrecision(2)))}`);

/** The table of pairs; its exact test decides only where every note is of a patient or document of its own. */
export function sayMcNemar({ mended, broken, both, neither, p }: McNemar, difference: Estimate): string {
  const pairs = `${mended} mended, ${broken} newly wrong, ${both} wrong in both, ${neither} in neither`;
  const decides = difference.interval?.method === "newcombe-paired";
  const remark = decides ? "" : " It takes notes of one patient for independent; the interval and its p do not.";
  return `Exact McNemar: ${pairs}; ${sayP(p)}.${remark}`;
}

export const leavesZeroOut = ({ interval }: Estimate): boolean =>
  interval !== null && (interval.low > 0 || interval.high < 0);

/** What the interval says of no difference at all, in every case. */
export function sayZero(estimate: Estimate): string {
  if (estimate.state === "undefined") return "";
  if (!estimate.interval) return "There is no interval, so nothing is claimed.";
  return leavesZeroOut(estimate)
    ? "The interval leaves zero out."
    : "The interval includes zero: no difference is shown.";
}
