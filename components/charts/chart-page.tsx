"use client";

import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from "react";
import type { Range, XAxisKind } from "./series-input";

type Crosshair = { x: number; axis: XAxisKind; source: string } | null;

class CrosshairStore {
  #now: Crosshair = null;
  #readers = new Set<() => void>();

  subscribe = (reader: () => void) => {
    this.#readers.add(reader);
    return () => {
      this.#readers.delete(reader);
    };
  };
  read = () => this.#now;
  set = (next: Crosshair) => {
    this.#now = next;
    for (const tell of this.#readers) tell();
  };
}

/** A range belongs to one kind of axis: steps of a stage and seconds of the machine do not mix. */
export type Zoom = { axis: XAxisKind; range: Range };

type ChartPage = { crosshair: CrosshairStore; zoom: Zoom | null; onZoom: (zoom: Zoom | null) => void };

const Context = createContext<ChartPage | null>(null);

type ChartPageProps = { zoom: Zoom | null; onZoom: (zoom: Zoom | null) => void; children: ReactNode };

/** Charts inside share one crosshair and one zoom. */
export function ChartPage({ zoom, onZoom, children }: ChartPageProps) {
  const crosshair = useMemo(() => new CrosshairStore(), []);
  const page = useMemo(() => ({ crosshair, zoom, onZoom }), [crosshair, zoom, onZoom]);
  return <Context.Provider value={page}>{children}</Context.Provider>;
}

export function useChartPage(): ChartPage {
  const page = useContext(Context);
  if (!page) throw new Error("A chart stands inside a ChartPage.");
  return page;
}

/** The shared crosshair, where it is on this kind of axis. */
export function useCrosshair(axis: XAxisKind): Crosshair {
  const { crosshair } = useChartPage();
  const now = useSyncExternalStore(crosshair.subscribe, crosshair.read, () => null);
  return now?.axis === axis ? now : null;
}

export function useZoom(axis: XAxisKind): Range | null {
  const { zoom } = useChartPage();
  return zoom?.axis === axis ? zoom.range : null;
}
