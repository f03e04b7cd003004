"use client";

import { useId } from "react";
import { PLOT } from "./plot-geometry";
import type { PlotScales } from "./plot-scales";
import type { PreparedLines, PreparedSeries } from "./prepare-lines";
import { bandPath, hasSpikes, isBanded, linePath, MOST_BANDS, spikePath, strengths } from "./series-paths";
import type { Stretch } from "./split-stretches";

type Strengths = ReturnType<typeof strengths>;
type StretchProps = {
  series: PreparedSeries;
  stretch: Stretch;
  scales: PlotScales;
  smoothing: boolean;
  strength: Strengths;
  bands: boolean;
};

function StretchPaths({ series, stretch, scales, smoothing, strength, bands }: StretchProps) {
  const { color, dash } = series.style;
  const [only] = stretch.points;
  if (stretch.points.length === 1 && only) {
    const [x, y] = [scales.x(only.x), scales.y(only.mean)];
    return (
      <g>
        {only.max > only.min ? (
          <path d={`M${x},${scales.y(only.min)}V${scales.y(only.max)}`} stroke={color} strokeWidth={1.5} />
        ) : null}
        <circle cx={x} cy={y} r={2.5} fill={color} />
      </g>
    );
  }
  return (
    <g fill="none" stroke={color} strokeLinejoin="round" strokeDasharray={dash || undefined}>
      {isBanded(stretch) ? (
        <>
          {bands ? (
            <path d={bandPath(stretch.points, scales)} fill={color} fillOpacity={strength.band} stroke="none" />
          ) : null}
          {hasSpikes(series) ? <path d={spikePath(stretch.points, scales)} strokeDasharray="none" /> : null}
        </>
      ) : null}
      <path
        d={linePath(stretch.points, scales, (point) => point.mean)}
        strokeWidth={strength.rawWidth}
        strokeOpacity={strength.raw}
        strokeDasharray={smoothing ? "none" : undefined}
      />
      {smoothing ? (
        <path d={linePath(stretch.points, scales, (point) => point.smooth)} strokeWidth={strength.smoothWidth} />
      ) : null}
    </g>
  );
}

type SeriesLayerProps = { prepared: PreparedLines; smoothing: boolean; scales: PlotScales };

/** Lines, bands and marks as vectors: on screen while they are few, in every exported file. */
export function SeriesLayer({ prepared, smoothing, scales }: SeriesLayerProps) {
  const clip = useId().replaceAll(/[^a-zA-Z0-9]/g, "");
  const { width, height } = scales.size;
  const strength = strengths(prepared.series.length, smoothing);
  return (
    <g data-series>
      <clipPath id={clip}>
        <rect
          x={PLOT.left}
          y={PLOT.top - 2}
          width={Math.max(0, width - PLOT.left - PLOT.right)}
          height={Math.max(0, height - PLOT.top - PLOT.bottom + 4)}
        />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {prepared.series.map((series) => (
          <g key={series.id}>
            {series.stretches.map((stretch) => (
              <StretchPaths
                key={`${stretch.attempt} ${stretch.points[0]?.x}`}
                series={series}
                stretch={stretch}
                scales={scales}
                smoothing={smoothing}
                strength={strength}
                bands={series.seeds !== null || prepared.series.length <= MOST_BANDS}
              />
            ))}
            {series.nonFinite.map((mark) => (
              <path key={mark.x} d={`M${scales.x(mark.x) - 4},${PLOT.top}h8l-4,7z`} fill="var(--bad)">
                <title>{`${mark.count} NaN or infinite`}</title>
              </path>
            ))}
          </g>
        ))}
      </g>
    </g>
  );
}
