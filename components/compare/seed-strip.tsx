import { formatExact, formatNumber } from "@/domain/format/number";
import { runColour } from "../charts/series-style";
import type { Comparison } from "./use-comparison";

type Value = Comparison["replicates"][number];

const WIDTH = 160;
const HEIGHT = 18;
const EDGE = 6;

/** One point a training, on the axis that all arms share. */
export function SeedStrip({
  values,
  domain,
  arm,
}: {
  values: readonly Value[];
  domain: readonly [number, number];
  arm: string;
}) {
  if (values.length === 0) return null;
  const [low, high] = domain;
  const place = (value: number) => {
    const share = high === low ? 0.5 : (value - low) / (high - low);
    return EDGE + share * (WIDTH - 2 * EDGE);
  };
  const label = values
    .map(({ seed, value }) => `${seed === null ? "" : `seed ${seed}: `}${formatNumber(value)}`)
    .join(", ");
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <line x1={EDGE} x2={WIDTH - EDGE} y1={HEIGHT / 2} y2={HEIGHT / 2} stroke="var(--line)" />
      {values.map(({ runId, seed, value }) => (
        <circle key={runId} cx={place(value)} cy={HEIGHT / 2} r={3.5} fill={runColour(arm)} fillOpacity={0.75}>
          <title>{`${seed === null ? "" : `seed ${seed}: `}${formatExact(value)}`}</title>
        </circle>
      ))}
    </svg>
  );
}

export function stripDomain(values: readonly Value[]): readonly [number, number] {
  const all = values.map(({ value }) => value);
  return all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)];
}
