"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { useZoom } from "../charts/chart-page";
import { LineCard } from "../charts/line-card";
import type { Scale, XAxisKind } from "../charts/series-input";
import { useSeen } from "../charts/use-seen";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { type CurrentValues, useCurrentValue } from "./current-values";
import type { RunDetail } from "./run-data";
import { toChartSeries } from "./to-chart-series";

/** Enough for every pixel of the widest card; minimum and maximum keep what falls between. */
const BUCKETS = 500;
const HEIGHT = 180;

type SeriesPanelProps = {
  project: string;
  run: RunDetail;
  metric: string;
  axis: XAxisKind;
  scale?: Scale;
  smoothing?: number;
  values: CurrentValues;
  height?: number;
};

/** Fetches one metric once it comes near the screen; a zoom is fetched at its own resolution. */
export function SeriesPanel(props: SeriesPanelProps) {
  const { project, run, metric, axis, scale = "linear", smoothing = 0, values, height = HEIGHT } = props;
  const trpc = useTRPC();
  const zoom = useZoom(axis);
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  const current = useCurrentValue(values, metric);
  const origin = axis === "time" && run.startedAt ? run.startedAt.getTime() / 1000 : 0;
  const query = useQuery(
    trpc.series.read.queryOptions(
      {
        project,
        runs: [run.id],
        keys: [metric],
        axis,
        buckets: BUCKETS,
        ...(zoom ? { from: zoom[0] + origin, to: zoom[1] + origin } : {}),
      },
      { enabled: seen, placeholderData: keepPreviousData },
    ),
  );
  const series = useMemo(
    () => query.data && toChartSeries(query.data, { [run.id]: run.name }),
    [query.data, run.id, run.name],
  );
  return (
    <div ref={place} className="min-w-0">
      <LineCard
        metric={metric}
        series={series}
        axis={axis}
        scale={scale}
        smoothing={smoothing}
        zoom={zoom}
        origin={origin}
        height={height}
        current={current}
        problem={
          query.isError && !query.data ? (
            <div role="alert" className="grid h-full place-content-center gap-2 text-center text-xs text-muted">
              This curve could not be read.
              <Button size="sm" onClick={() => query.refetch()}>
                Try again
              </Button>
            </div>
          ) : null
        }
      />
    </div>
  );
}
