"use client";

import { useMemo, useRef } from "react";
import { useZoom } from "../charts/chart-page";
import { LineCard } from "../charts/line-card";
import { UnreadCurves } from "../charts/runs-chart";
import type { Scale, XAxisKind } from "../charts/series-input";
import { unpackCurves } from "../charts/unpack-curves";
import { useCurves } from "../charts/use-curves";
import { useSeen } from "../charts/use-seen";
import { type CurrentValues, useCurrentValue } from "./current-values";
import type { RunDetail } from "./run-data";

const HEIGHT = 180;
/** What stands above and below the drawing, so that a chart to come keeps its place. */
const AROUND = 62;

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

/** One metric. Until it comes near the screen it is a name in its place, so that two thousand cost nothing. */
export function SeriesPanel(props: SeriesPanelProps) {
  const { metric, height = HEIGHT } = props;
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  return (
    <div ref={place} className="min-w-0" style={{ minHeight: height + AROUND }}>
      {seen ? (
        <SeenPanel {...props} height={height} />
      ) : (
        <p className="h-full rounded-lg border border-line px-3 pt-3 text-sm text-muted">{metric}</p>
      )}
    </div>
  );
}

function SeenPanel(props: SeriesPanelProps) {
  const { project, run, metric, axis, scale = "linear", smoothing = 0, values, height } = props;
  const zoom = useZoom(axis);
  const current = useCurrentValue(values, metric);
  const keys = useMemo(() => [metric], [metric]);
  const query = useCurves({ project, runs: [run.id], keys, axis, zoom, enabled: true });
  const series = useMemo(
    () => query.data && unpackCurves(query.data, { keys, nameOf: () => run.name }),
    [query.data, keys, run.name],
  );
  const withoutAxis = (query.data?.withoutAxis.length ?? 0) > 0;
  return (
    <LineCard
      metric={metric}
      series={series}
      axis={axis}
      scale={scale}
      smoothing={smoothing}
      zoom={zoom}
      height={height}
      current={current}
      remark={withoutAxis && axis === "tokens" ? "This run counted no train/tokens" : undefined}
      problem={query.isError && !query.data ? <UnreadCurves onRetry={() => query.refetch()} /> : null}
    />
  );
}
