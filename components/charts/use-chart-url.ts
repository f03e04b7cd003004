"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
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

/** The address follows once the hand rests: writing it redraws the page, which would hold the picture up. */
const WRITE_MILLISECONDS = 150;

/** How the charts of a page are drawn, kept in its address. */
export function useChartUrl() {
  const { params, set } = useUrlParams();
  const written = useMemo(() => readZoom(params), [params]);
  const [zoom, setShown] = useState(written);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setShown((shown) => (sameZoom(shown, written) ? shown : written)), [written]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const setZoom = useCallback(
    (next: Zoom | null) => {
      setShown(next);
      clearTimeout(timer.current);
      const from = next ? String(next.range[0]) : null;
      const to = next ? String(next.range[1]) : null;
      const over = next && next.axis !== "step" ? next.axis : null;
      timer.current = setTimeout(() => set({ from, to, over }), WRITE_MILLISECONDS);
    },
    [set],
  );
  const look = useMemo(() => readLook(params), [params]);
  return { params, set, look, zoom, setZoom };
}

function sameZoom(a: Zoom | null, b: Zoom | null): boolean {
  return a?.axis === b?.axis && a?.range[0] === b?.range[0] && a?.range[1] === b?.range[1];
}
