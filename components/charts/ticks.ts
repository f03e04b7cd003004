import { linearTicks } from "@/domain/charts/linear-ticks";
import { withMinus } from "@/domain/format/number";
import type { Range, Scale } from "./series-input";

export { linearTicks } from "@/domain/charts/linear-ticks";

/** Powers of ten; inside fewer than two decades also their double and fivefold. */
export function logTicks([low, high]: Range, wanted: number): number[] {
  if (!(low > 0) || !(high > 0)) return [];
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const every = Math.max(1, Math.ceil((last - first) / Math.max(1, wanted)));
  const factors = last - first <= 2 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let exponent = first; exponent <= last; exponent += every) {
    for (const factor of factors) ticks.push(Number(`${factor}e${exponent}`));
  }
  return ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
}

const DURATION_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];

/** Seconds at steps that a clock has. */
export function durationTicks([low, high]: Range, wanted: number): number[] {
  const rough = (high - low) / Math.max(1, wanted);
  if (!(rough >= 1)) return linearTicks([low, high], wanted);
  const step = DURATION_STEPS.find((seconds) => seconds >= rough) ?? Math.ceil(rough / 86400) * 86400;
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick);
  return ticks;
}

/** Seconds since 1970 at round times of the reader's own clock. */
export function clockTicks([low, high]: Range, wanted: number): number[] {
  const offset = new Date(low * 1000).getTimezoneOffset() * 60;
  return durationTicks([low - offset, high - offset], wanted).map((tick) => tick + offset);
}

/** Bytes step by powers of two of their unit: 512 MiB, not 477. */
function byteTicks(range: Range, wanted: number): number[] {
  const largest = Math.max(Math.abs(range[0]), Math.abs(range[1]), 1);
  const unit = 1024 ** Math.floor(Math.log(largest) / Math.log(1024));
  return linearTicks([range[0] / unit, range[1] / unit], wanted).map((tick) => tick * unit);
}

export function valueTicks(range: Range, scale: Scale, wanted: number, bytes = false): number[] {
  if (scale === "log") return logTicks(range, wanted);
  return bytes ? byteTicks(range, wanted) : linearTicks(range, wanted);
}

/** Ticks of a plain number with as many decimals as tell them apart; tiny ones by their exponent. */
export function plainTickFormat(ticks: readonly number[]): ((tick: number) => string) | null {
  const largest = Math.max(...ticks.map(Math.abs));
  if (!Number.isFinite(largest) || largest === 0 || largest >= 1000) return null;
  if (largest < 0.01) return (tick) => (tick === 0 ? "0" : withMinus(Number(tick.toPrecision(3)).toExponential()));
  const decimals = Math.max(...ticks.map((tick) => (String(tick).split(".")[1] ?? "").length));
  return decimals > 6 ? null : (tick) => withMinus(tick.toFixed(decimals));
}

/** "1 m 0 s" is "1 m". */
export function shortenTick(text: string): string {
  return text.replace(/^(\S+\s[dhm])\s0\s[hms]$/u, "$1");
}

/** Air above and below, so that a line does not lie on the frame; a flat line gets a range around it. */
export function padRange([low, high]: Range, scale: Scale): Range {
  if (scale === "log") return low === high ? [low / 2, high * 2] : [low / 1.1, high * 1.1];
  if (low === high) {
    const air = low === 0 ? 1 : Math.abs(low) * 0.1;
    return [low - air, high + air];
  }
  const air = (high - low) * 0.05;
  // A quantity that is never negative keeps its zero visible as the floor.
  return [low >= 0 && low - air < 0 ? 0 : low - air, high + air];
}
