"use client";

import { type KeyboardEvent, type PointerEvent, useId, useState } from "react";
import { useChartPage, useCrosshair } from "./chart-page";
import type { LineChartProps } from "./line-chart";
import { PLOT, selection, shareOf, valueAt } from "./plot-geometry";
import { type Reading, readAt } from "./prepare-lines";
import type { Range, Scale } from "./series-input";

type PlotOverlayProps = LineChartProps & { x: Range; y: Range };

function heightShare(value: number, [low, high]: Range, scale: Scale): number {
  if (scale === "log") return shareOf(Math.log(value), [Math.log(low), Math.log(high)]);
  return shareOf(value, [low, high]);
}

/** Crosshair, zoom by dragging and their keys, over the plot and apart from its drawing. */
export function PlotOverlay({ prepared, axis, scale, label, formatX, formatY, smoothing, x, y }: PlotOverlayProps) {
  const id = useId();
  const { crosshair, zoom, onZoom } = useChartPage();
  const at = useCrosshair(axis);
  const [dragFrom, setDragFrom] = useState<number | null>(null);
  const inside = at && at.x >= x[0] && at.x <= x[1] ? at : null;
  const readings = inside ? readAt(prepared, inside.x) : [];
  const snapped = readings[0]?.point.x ?? inside?.x ?? null;
  const show = (position: number) => crosshair.set({ x: position, axis, source: id });

  const pointAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return valueAt((event.clientX - box.left) / box.width, x);
  };
  const release = (event: PointerEvent<HTMLElement>) => {
    if (dragFrom !== null) {
      const chosen = selection(dragFrom, pointAt(event), x);
      if (chosen) onZoom({ axis, range: chosen });
    }
    setDragFrom(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = (x[1] - x[0]) / (event.shiftKey ? 10 : 100);
    const from = snapped ?? (event.key === "ArrowLeft" ? x[1] : x[0]);
    if (event.key === "ArrowRight") show(Math.min(x[1], from + step));
    else if (event.key === "ArrowLeft") show(Math.max(x[0], from - step));
    else if (event.key === "Home") show(x[0]);
    else if (event.key === "End") show(x[1]);
    else if (event.key === "+")
      onZoom({ axis, range: [Math.max(x[0], from - step * 25), Math.min(x[1], from + step * 25)] });
    else if (event.key === "Escape" && zoom) onZoom(null);
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`${label}: read along the ${axis === "time" ? "time" : "steps"}`}
      aria-valuemin={x[0]}
      aria-valuemax={x[1]}
      aria-valuenow={snapped ?? x[1]}
      aria-valuetext={describeReadings(snapped, readings, formatX, formatY)}
      className="absolute cursor-crosshair touch-pan-y"
      style={{ left: PLOT.left, right: PLOT.right, top: PLOT.top, bottom: PLOT.bottom }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragFrom(pointAt(event));
      }}
      onPointerMove={(event) => show(pointAt(event))}
      onPointerUp={release}
      onPointerCancel={() => setDragFrom(null)}
      onPointerLeave={() => crosshair.set(null)}
      onBlur={() => crosshair.set(null)}
      onDoubleClick={() => onZoom(null)}
      onKeyDown={onKeyDown}
    >
      {dragFrom !== null && inside ? <Selected from={dragFrom} to={inside.x} x={x} /> : null}
      {snapped === null ? null : (
        <>
          <div
            className="pointer-events-none absolute inset-y-0 w-px bg-line-strong"
            style={{ left: `${shareOf(snapped, x) * 100}%` }}
          />
          {readings.map(({ id: series, style, point }) => (
            <div
              key={series}
              className="pointer-events-none absolute size-1.5 -translate-x-1/2 translate-y-1/2 rounded-full ring-2 ring-surface"
              style={{
                left: `${shareOf(point.x, x) * 100}%`,
                bottom: `${heightShare(smoothing ? point.smooth : point.mean, y, scale) * 100}%`,
                background: style.color,
              }}
            />
          ))}
          {inside?.source === id && readings.length > 0 ? (
            <ReadingsBox
              share={shareOf(snapped, x)}
              title={`${axis === "time" ? "" : "step "}${formatX(snapped)}`}
              readings={readings}
              smoothing={smoothing}
              formatY={formatY}
            />
          ) : null}
        </>
      )}
    </div>
  );
}

function Selected({ from, to, x }: { from: number; to: number; x: Range }) {
  const [low, high] = from < to ? [from, to] : [to, from];
  return (
    <div
      className="pointer-events-none absolute inset-y-0 border-x border-accent bg-accent-soft/60"
      style={{ left: `${shareOf(low, x) * 100}%`, width: `${(shareOf(high, x) - shareOf(low, x)) * 100}%` }}
    />
  );
}

type ReadingsBoxProps = {
  share: number;
  title: string;
  readings: Reading[];
  smoothing: boolean;
  formatY: (y: number) => string;
};

function ReadingsBox({ share, title, readings, smoothing, formatY }: ReadingsBoxProps) {
  return (
    <div
      className="pointer-events-none absolute top-1 z-10 max-w-72 rounded-md border border-line bg-surface px-2 py-1.5 text-xs shadow-float"
      style={share > 0.5 ? { right: `calc(${(1 - share) * 100}% + 10px)` } : { left: `calc(${share * 100}% + 10px)` }}
    >
      <p className="text-muted">{title}</p>
      {readings.map(({ id, label, style, point }) => (
        <p key={id} className="flex items-baseline gap-1.5 whitespace-nowrap">
          <span className="h-0.5 w-2.5 self-center" style={{ background: style.color }} />
          {readings.length > 1 ? <span className="max-w-36 truncate">{label}</span> : null}
          <b className="font-semibold">{formatY(point.mean)}</b>
          {smoothing ? <span className="text-muted">smoothed {formatY(point.smooth)}</span> : null}
          {point.n > 1 ? (
            <span className="text-muted">
              {formatY(point.min)} to {formatY(point.max)}, {point.n} points
            </span>
          ) : null}
        </p>
      ))}
    </div>
  );
}

function describeReadings(
  at: number | null,
  readings: readonly Reading[],
  formatX: (x: number) => string,
  formatY: (y: number) => string,
): string {
  if (at === null || readings.length === 0) return "no point chosen";
  return `${formatX(at)}: ${readings.map((reading) => `${reading.label} ${formatY(reading.point.mean)}`).join(", ")}`;
}
