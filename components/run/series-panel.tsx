"use client";

import { useMemo, useRef } from "react";
import { useZoom } from "../charts/chart-page";
import { LineCard } from "../charts/line-card";
import { UnreadCurves } from "../charts/runs-chart";
import { SeenPlace } from "../charts/seen-place";
import type { Scale, XAxisKind } from "../charts/series-input";
import { unpackCurves } from "../charts/unpack-curves";
import { useCurves } from "../charts/use-curves";
import { useNear } from "../charts/use-seen";
import { type CurrentValues, useCurrentValue } from "./current-values";
import type { RunDetail } from "./run-data";

const HEIGHT = 180;
/** What stands above and below the drawing, so that a chart to come keeps its place. */
const AROUND = 62;
export const PANEL_HEIGHT = HEIGHT + AROUND;

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

/** One metric of a run, fetched while it is near the screen; a zoom is fetched at its own resolution. */
export function SeriesPanel({ height = HEIGHT, ...rest }: SeriesPanelProps) {
  return (
    <SeenPlace name={rest.metric} minHeight={height + AROUND}>
      <SeenPanel {...rest} height={height} />
    </SeenPlace>
  );
}

function SeenPanel(props: SeriesPanelProps) {
  const { project, run, metric, axis, scale = "linear", smoothing = 0, values, height } = props;
  const place = useRef<HTMLDivElement>(null);
  const near = useNear(place);
  const zoom = useZoom(axis);
  const current = useCurrentValue(values, metric);
  const keys = useMemo(() => [metric], [metric]);
  const query = useCurves({ project, runs: [run.id], keys, axis, zoom, enabled: near });
  const drawnAxis = query.data?.axis ?? axis;
  const drawnZoom = useZoom(drawnAxis);
  const series = useMemo(
    () => query.data && unpackCurves(query.data, { keys, nameOf: () => run.name }),
    [query.data, keys, run.name],
  );
  const withoutAxis = (query.data?.withoutAxis.length ?? 0) > 0;
  return (
    <div ref={place} className="min-w-0">
      <LineCard
        metric={metric}
        series={series}
        axis={drawnAxis}
        scale={scale}
        smoothing={smoothing}
        zoom={drawnZoom}
        height={height}
        current={current}
        remark={withoutAxis && drawnAxis === "tokens" ? "This run counted no train/tokens" : undefined}
        problem={query.isError && !query.data ? <UnreadCurves onRetry={() => query.refetch()} /> : null}
      />
    </div>
  );
}
