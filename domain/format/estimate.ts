import type { Estimate } from "../estimate";
import { formatCounted, formatNumber, UNIT_SPACE, withMinus } from "./number";
import { formatPercentValue } from "./percent";

/** `share`: a rate from 0 to 1, shown as percent. `points`: a difference of rates. `number`: anything else. */
export type EstimateScale = "share" | "points" | "number";

export type EstimateWords = {
  /** "8.3 %", "+2.5 points", "0.312" */
  value: string;
  /** "5.9–11.4"; null where no interval was made. */
  interval: string | null;
  /** "95 %", with the side where it is one-sided. */
  level: string | null;
  /** "120 notes" */
  sample: string;
};

const FEWEST = 3;
/** Smaller numbers are read better with an exponent. */
const MOST_DECIMALS = 7;

/**
 * Three digits of a value above one, three decimals below, and as many more as two digits of a small one need; the same
 * for its interval. Where the value is small against the interval, that decides.
 */
function decimalsFor(value: number, interval: { low: number; high: number } | null): number {
  const size = Math.max(Math.abs(value), interval ? (interval.high - interval.low) / 10 : 0);
  if (size === 0 || !Number.isFinite(size)) return FEWEST;
  const leading = Math.floor(Math.log10(size));
  return leading >= 0 ? Math.max(0, FEWEST - 1 - leading) : Math.max(FEWEST, 1 - leading);
}

function writeValue(value: number, scale: EstimateScale, decimals: number): string {
  if (scale !== "number") return formatPercentValue(value);
  if (Math.abs(value) >= 1000 || decimals > MOST_DECIMALS) return formatNumber(value);
  return withMinus(value.toFixed(decimals));
}

/** What is written as nothing has no side. */
const signed = (text: string, value: number) => (value > 0 && /[1-9]/.test(text) ? `+${text}` : text);

/** The parts of an estimate's sentence; null when it is undefined. A difference shows its sign. */
export function describeEstimate(
  estimate: Estimate,
  options: { scale: EstimateScale; difference?: boolean },
): EstimateWords | null {
  if (estimate.state === "undefined") return null;
  const { value, interval } = estimate;
  const decimals = decimalsFor(value, interval);
  const write = (part: number) => {
    const text = writeValue(part, options.scale, decimals);
    return options.difference ? signed(text, part) : text;
  };
  const unit = { share: `${UNIT_SPACE}%`, points: `${UNIT_SPACE}points`, number: "" }[options.scale];
  const crossesSigns = options.difference || (interval !== null && interval.low < 0);
  return {
    value: write(value) + unit,
    interval: interval && [write(interval.low), write(interval.high)].join(crossesSigns ? " to " : "–"),
    level: interval && describeLevel(interval.level, interval.side),
    sample: formatCounted(estimate.n, estimate.unit),
  };
}

function describeLevel(level: number, side: "two" | "lower" | "upper"): string {
  const percent = `${Number((level * 100).toFixed(1))}${UNIT_SPACE}%`;
  return side === "two" ? percent : `${percent}, ${side} bound`;
}

/** One line for lists, titles and the clipboard: "8.3 % (5.9–11.4), 120 notes". */
export function formatEstimate(estimate: Estimate, options: { scale: EstimateScale; difference?: boolean }): string {
  const words = describeEstimate(estimate, options);
  if (!words) return `undefined: ${estimate.reason}`;
  return `${words.value}${words.interval ? ` (${words.interval})` : ""}, ${words.sample}`;
}
