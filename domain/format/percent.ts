import { formatNumber, UNIT_SPACE, withMinus } from "./number";

/** A fraction of one as percent with one decimal: 0.083 is 8.3 %. */
export function formatPercent(fraction: number): string {
  return Number.isFinite(fraction) ? `${formatPercentValue(fraction)}${UNIT_SPACE}%` : formatNumber(fraction);
}

/** The same without the sign, for intervals and axes. */
export function formatPercentValue(fraction: number): string {
  const rounded = (fraction * 100).toFixed(1);
  return withMinus(rounded === "-0.0" ? "0.0" : rounded);
}
