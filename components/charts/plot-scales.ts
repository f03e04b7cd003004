import { PLOT, shareOf } from "./plot-geometry";
import type { Range, Scale } from "./series-input";

export type PlotSize = { width: number; height: number };
export type PlotScales = { x: (value: number) => number; y: (value: number) => number; size: PlotSize };

/** 0 at the bottom of the plot, 1 at its top. On a log axis a band that goes on below zero ends at the bottom. */
export function heightShare(value: number, [low, high]: Range, scale: Scale): number {
  if (scale === "log" && value <= 0) return 0;
  if (scale === "log") return shareOf(Math.log(value), [Math.log(low), Math.log(high)]);
  return shareOf(value, [low, high]);
}

/** From values to pixels of the whole chart, frame included. */
export function plotScales(x: Range, y: Range, scale: Scale, size: PlotSize): PlotScales {
  const width = Math.max(1, size.width - PLOT.left - PLOT.right);
  const height = Math.max(1, size.height - PLOT.top - PLOT.bottom);
  return {
    size,
    x: (value) => PLOT.left + shareOf(value, x) * width,
    y: (value) => PLOT.top + (1 - heightShare(value, y, scale)) * height,
  };
}
