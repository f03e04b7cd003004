"use client";

import { useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { drawLines } from "./draw-lines";
import type { PlotScales } from "./plot-scales";
import type { PreparedLines } from "./prepare-lines";

function watchTheme(tell: () => void): () => void {
  const watcher = new MutationObserver(tell);
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => watcher.disconnect();
}

const readTheme = () => document.documentElement.dataset.theme ?? "";

type LinesCanvasProps = { prepared: PreparedLines; smoothing: boolean; scales: PlotScales };

/** Draws before the browser paints, so that the picture never lags behind its axes. */
export function LinesCanvas({ prepared, smoothing, scales }: LinesCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useSyncExternalStore(watchTheme, readTheme, () => "");
  const { width, height } = scales.size;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const dots = window.devicePixelRatio || 1;
    element.width = Math.round(width * dots);
    element.height = Math.round(height * dots);
    element.dataset.theme = theme;
    context.setTransform(dots, 0, 0, dots, 0, 0);
    const style = getComputedStyle(document.documentElement);
    const known = new Map<string, string>();
    const resolve = (color: string) => {
      const found = known.get(color) ?? style.getPropertyValue(color.slice(4, -1)).trim();
      known.set(color, found);
      return found;
    };
    drawLines({ context, scales, resolve }, prepared, smoothing);
  }, [prepared, smoothing, scales, width, height, theme]);
  return <canvas ref={canvas} aria-hidden className="pointer-events-none absolute inset-0" style={{ width, height }} />;
}
