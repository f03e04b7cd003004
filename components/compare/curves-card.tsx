"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { describeComparedMetric, readingsOf } from "@/domain/comparison/compared-metric";
import { formatCount } from "@/domain/format/number";
import { ChartControls } from "../charts/chart-controls";
import { ChartPage } from "../charts/chart-page";
import { RunsChart } from "../charts/runs-chart";
import { useChartUrl } from "../charts/use-chart-url";
import { useTRPC } from "../layout/trpc";
import { Card, CardHeader } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { Select } from "../ui/select";
import { Skeleton } from "../ui/skeleton";
import type { Arm } from "./use-comparison";

type CurvesCardProps = { project: string; arms: readonly Arm[]; metric: string | null };

/** The curve that leads and one more of choice, over steps, clock, time since the start or tokens. */
export function CurvesCard({ project, arms, metric }: CurvesCardProps) {
  const trpc = useTRPC();
  const { params, set, look, zoom, setZoom } = useChartUrl();
  const runs = useMemo(
    () =>
      arms.flatMap((arm) =>
        arm.runs.map(({ id, name, replicate }) => ({
          id,
          name,
          group: arm.runs.length > 1 ? arm.id : id,
          seed: replicate.seed,
        })),
      ),
    [arms],
  );
  const keys = useQuery(trpc.series.sharedKeys.queryOptions({ project, runs: runs.map(({ id }) => id) }));
  const told = keys.data?.filter(({ source }) => source === "metrics") ?? [];
  const leading = metric ? describeComparedMetric(metric) : null;
  const offered = [...told].sort((a, b) => b.runs - a.runs || rank(a.key) - rank(b.key));
  const has = (key: string | null) => offered.some((one) => one.key === key);
  const first = leading?.kind === "series" && has(leading.key) ? leading.key : (offered[0]?.key ?? null);
  const asked = params.get("curve");
  const second = has(asked) ? asked : (offered.find(({ key }) => key !== first)?.key ?? null);
  if (keys.isError) return <ErrorState what="The curves" error={keys.error} onRetry={() => keys.refetch()} />;
  return (
    <Card>
      <CardHeader
        title="Curves"
        remark={keys.data && told.length === 0 ? "these runs logged none" : undefined}
        actions={
          second ? (
            <Select
              label="The second curve"
              className="w-60"
              value={second}
              options={offered.slice(0, 300).map(({ key, runs: count }) => ({
                value: key,
                label: key,
                remark: count < runs.length ? `${formatCount(count)} of ${formatCount(runs.length)}` : undefined,
              }))}
              onChange={(curve) => set({ curve })}
            />
          ) : null
        }
      />
      {keys.isPending ? <Skeleton className="h-72" /> : null}
      {first ? (
        <ChartPage zoom={zoom} onZoom={setZoom}>
          <div className="flex pb-2 print:hidden">
            <ChartControls look={look} seeds={arms.some((arm) => arm.runs.length > 1)} onChange={set} />
          </div>
          <div className="grid gap-3 lg:grid-cols-2">
            {[first, second].map((key) =>
              key ? (
                <RunsChart
                  key={key}
                  project={project}
                  runs={runs}
                  keys={[key]}
                  axis={look.axis}
                  scale={look.scale}
                  smoothing={look.smoothing}
                  bands={look.bands}
                />
              ) : null,
            )}
          </div>
        </ChartPage>
      ) : null}
    </Card>
  );
}

/** What one way is better of is looked at first, and what was held out before what was trained on. */
function rank(key: string): number {
  const judged = readingsOf(key).length > 1 ? 0 : 2;
  return judged + (/^(validation|eval|val|test)[/_]/.test(key) ? 0 : 1);
}
