"use client";

import { useId } from "react";
import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import type { Point, PreparedLines, PreparedSeries, Stretch } from "./prepare-lines";

type Place = (point: Point) => { x: number; y: number; low: number; high: number };

const number = (value: number) => value.toFixed(1);

function linePath(points: readonly Point[], place: Place): string {
  return points
    .map((point, index) => {
      const { x, y } = place(point);
      return `${index === 0 ? "M" : "L"}${number(x)},${number(y)}`;
    })
    .join("");
}

function bandPath(points: readonly Point[], place: Place): string {
  const upper = points.map(place);
  const lower = [...upper].reverse();
  return `M${upper.map((at) => `${number(at.x)},${number(at.high)}`).join("L")}L${lower
    .map((at) => `${number(at.x)},${number(at.low)}`)
    .join("L")}Z`;
}

type StretchProps = { series: PreparedSeries; stretch: Stretch; raw: Place; smoothed: Place; smoothing: boolean };

function StretchPaths({ series, stretch, raw, smoothed, smoothing }: StretchProps) {
  const { color, dash } = series.style;
  const [only] = stretch.points;
  if (stretch.points.length === 1 && only) {
    const at = raw(only);
    return (
      <g>
        {only.max > only.min ? <path d={`M${at.x},${at.low}V${at.high}`} stroke={color} strokeWidth={1.5} /> : null}
        <circle cx={at.x} cy={at.y} r={2.5} fill={color} />
      </g>
    );
  }
  const banded = stretch.points.some((point) => point.max > point.min);
  return (
    <g fill="none" stroke={color} strokeLinejoin="round" strokeDasharray={dash || undefined}>
      {banded ? <path d={bandPath(stretch.points, raw)} fill={color} fillOpacity={0.18} stroke="none" /> : null}
      <path
        d={linePath(stretch.points, raw)}
        strokeWidth={smoothing ? 1 : 1.5}
        strokeOpacity={smoothing ? 0.35 : 1}
        strokeDasharray={smoothing ? "none" : undefined}
      />
      {smoothing ? <path d={linePath(stretch.points, smoothed)} strokeWidth={1.75} /> : null}
    </g>
  );
}

/** Lines, bands and marks, drawn plainly inside the frame's scales; what a stretch leaves open stays open. */
export function SeriesLayer({ prepared, smoothing }: { prepared: PreparedLines; smoothing: boolean }) {
  const clip = useId().replaceAll(/[^a-zA-Z0-9]/g, "");
  const area = usePlotArea();
  const scaleX = useXAxisScale();
  const scaleY = useYAxisScale();
  if (!area || !scaleX || !scaleY) return null;
  const placing =
    (pick: (point: Point) => number): Place =>
    (point) => ({
      x: scaleX(point.x) ?? 0,
      y: scaleY(pick(point)) ?? 0,
      low: scaleY(point.min) ?? 0,
      high: scaleY(point.max) ?? 0,
    });
  const raw = placing((point) => point.mean);
  const smoothed = placing((point) => point.smooth);
  return (
    <g>
      <clipPath id={clip}>
        <rect x={area.x} y={area.y - 2} width={area.width} height={area.height + 4} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {prepared.series.map((series) => (
          <g key={series.id}>
            {series.stretches.map((stretch) => (
              <StretchPaths
                key={`${stretch.attempt} ${stretch.points[0]?.x}`}
                series={series}
                stretch={stretch}
                raw={raw}
                smoothed={smoothed}
                smoothing={smoothing}
              />
            ))}
            {series.nonFinite.map((mark) => {
              const x = scaleX(mark.x) ?? 0;
              return (
                <path key={mark.x} d={`M${x - 4},${area.y}h8l-4,7z`} fill="var(--bad)">
                  <title>{`${mark.count} NaN or infinite`}</title>
                </path>
              );
            })}
          </g>
        ))}
      </g>
    </g>
  );
}
