"use client";

import { type KeyboardEvent, type PointerEvent, useId, useState } from "react";
import { useChartPage, useCrosshair } from "./chart-page";
import type { LineChartProps } from "./line-chart";
import { PLOT, selection, shareOf, valueAt } from "./plot-geometry";
import { heightShare } from "./plot-scales";
import { MOST_READINGS, nearestReadings, type Reading, readAt } from "./read-at";
import { describeReadings, ReadingsBox } from "./readings-box";
import type { Range } from "./series-input";

type PlotOverlayProps = LineChartProps & { x: Range; y: Range };

/** Crosshair, zoom by dragging and their keys, over the plot and apart from its drawing. */
export function PlotOverlay({ prepared, axis, scale, label, formatX, formatY, smoothing, x, y }: PlotOverlayProps) {
  const id = useId();
  const { crosshair, zoom, onZoom } = useChartPage();
  const at = useCrosshair(axis);
  const [dragFrom, setDragFrom] = useState<number | null>(null);
  const [pointerHeight, setPointerHeight] = useState(0.5);
  const inside = at && at.x >= x[0] && at.x <= x[1] ? at : null;
  const all = inside ? readAt(prepared, inside.x) : [];
  const heightOf = ({ point }: Reading) => heightShare(smoothing ? point.smooth : point.mean, y, scale);
  const readings = nearestReadings(all, (reading) => Math.abs(heightOf(reading) - pointerHeight));
  const snapped = readings[0]?.point.x ?? inside?.x ?? null;
  const show = (position: number) => crosshair.set({ x: position, axis, source: id });
  // A hundred dots in the charts beside tell nothing; one line does.
  const dotted = inside?.source === id || all.length <= MOST_READINGS ? readings : [];

  const pointAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setPointerHeight(1 - (event.clientY - box.top) / box.height);
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
      aria-label={`${label}: read along the ${AXES_TO_READ[axis]}`}
      aria-valuemin={x[0]}
      aria-valuemax={x[1]}
      aria-valuenow={snapped ?? x[1]}
      aria-valuetext={describeReadings(snapped, { readings, all: all.length }, formatX, formatY)}
      className="absolute cursor-crosshair touch-pan-y select-none"
      style={{ left: PLOT.left, right: PLOT.right, top: PLOT.top, bottom: PLOT.bottom }}
      onMouseDown={(event) => {
        // A double click would select words around the chart, and the next drag would carry them away.
        if (event.detail > 1) event.preventDefault();
      }}
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
          {dotted.map((reading) => (
            <div
              key={reading.id}
              className="pointer-events-none absolute size-1.5 -translate-x-1/2 translate-y-1/2 rounded-full ring-2 ring-surface"
              style={{
                left: `${shareOf(reading.point.x, x) * 100}%`,
                bottom: `${heightOf(reading) * 100}%`,
                background: reading.style.color,
              }}
            />
          ))}
          {inside?.source === id && readings.length > 0 ? (
            <ReadingsBox
              share={shareOf(snapped, x)}
              title={`${axis === "step" ? "step " : ""}${formatX(snapped)}`}
              readings={readings}
              more={all.length - readings.length}
              smoothing={smoothing}
              formatY={formatY}
            />
          ) : null}
        </>
      )}
    </div>
  );
}

const AXES_TO_READ = { step: "steps", relative: "time", time: "clock", tokens: "tokens" } as const;

function Selected({ from, to, x }: { from: number; to: number; x: Range }) {
  const [low, high] = from < to ? [from, to] : [to, from];
  return (
    <div
      className="pointer-events-none absolute inset-y-0 border-x border-accent bg-accent-soft/60"
      style={{ left: `${shareOf(low, x) * 100}%`, width: `${(shareOf(high, x) - shareOf(low, x)) * 100}%` }}
    />
  );
}
