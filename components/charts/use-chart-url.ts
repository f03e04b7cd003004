"use client";

import { useCallback } from "react";
import { CURVE_AXES, SEED_BANDS, type SeedBand } from "@/domain/charts/chart-axis";
import { useUrlParams } from "../run/use-url-params";
import type { Zoom } from "./chart-page";
import type { Scale, XAxisKind } from "./series-input";

export type ChartLook = { axis: XAxisKind; scale: Scale; smoothing: number; bands: SeedBand };

const MOST_SMOOTHING = 0.99;

export function readLook(params: URLSearchParams): ChartLook {
  return {
    axis: CURVE_AXES.find((one) => one === params.get("x")) ?? "step",
    scale: params.get("y") === "log" ? "log" : "linear",
    smoothing: Math.min(MOST_SMOOTHING, Math.max(0, Number(params.get("smooth") ?? 0) || 0)),
    bands: SEED_BANDS.find((one) => one === params.get("bands")) ?? "none",
  };
}

export function readZoom(params: URLSearchParams): Zoom | null {
  const from = Number(params.get("from") ?? Number.NaN);
  const to = Number(params.get("to") ?? Number.NaN);
  const axis = CURVE_AXES.find((one) => one === params.get("over")) ?? "step";
  return from < to ? { axis, range: [from, to] } : null;
}

/** How the charts of a page are drawn, kept in its address. */
export function useChartUrl() {
  const { params, set } = useUrlParams();
  const setZoom = useCallback(
    (next: Zoom | null) =>
      set({
        from: next ? String(next.range[0]) : null,
        to: next ? String(next.range[1]) : null,
        over: next && next.axis !== "step" ? next.axis : null,
      }),
    [set],
  );
  return { params, set, look: readLook(params), zoom: readZoom(params), setZoom };
}
