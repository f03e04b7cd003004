import type { Estimate, Interval } from "../estimate";
import type { Ends } from "../statistics/moments";

export type Measured = {
  definition: string;
  parameters?: Estimate["parameters"];
  n: number;
  unit: string;
  excluded?: number;
};

const fill = ({ definition, parameters = {}, n, unit, excluded = 0 }: Measured) => ({
  definition,
  parameters,
  n,
  unit,
  excluded,
});

export function defineEstimate(
  measured: Measured & { value: number; numerator?: number | null; denominator?: number | null },
  interval: Interval | null,
): Estimate {
  const { value, numerator = null, denominator = null } = measured;
  return { state: "defined", ...fill(measured), numerator, denominator, value, reason: null, interval };
}

export function undefineEstimate(measured: Measured, reason: string): Estimate {
  const nothing = { numerator: null, denominator: null, value: null, interval: null };
  return { state: "undefined", ...fill(measured), ...nothing, reason };
}

export function twoSided(ends: Ends, level: number, method: string): Interval {
  return { low: ends.low, high: ends.high, level, side: "two", method };
}
