"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { formatCounted } from "@/domain/format/number";
import { describeMetric } from "@/domain/metrics/metric-words";
import { useTRPC } from "../layout/trpc";
import { Card, CardHeader } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { loadPart } from "../ui/load-part";
import { Skeleton } from "../ui/skeleton";

const Histogram = dynamic(() => loadPart(() => import("../charts/histogram").then((module) => module.Histogram)), {
  ssr: false,
});
const HEIGHT = 200;

type DistributionCardProps = {
  project: string;
  run: string;
  definition: string;
  names: { candidate: string; baseline: string | null };
};

/** How the values of single examples lie, both sides on the same bins. */
export function DistributionCard({ project, run, definition, names }: DistributionCardProps) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.evaluations.distribution.queryOptions({ project, run, definition }, { placeholderData: keepPreviousData }),
  );
  const sides = [
    { id: "candidate", label: names.candidate, color: "var(--series-1)" },
    ...(names.baseline ? [{ id: "baseline", label: names.baseline, color: "var(--series-5)" }] : []),
  ];
  const left = query.data ? query.data.undefinedValues.candidate + query.data.undefinedValues.baseline : 0;
  return (
    <Card>
      <CardHeader
        title={`${describeMetric(definition).title} by example`}
        remark={left > 0 ? `${formatCounted(left, "undefined value")} not drawn` : undefined}
        actions={
          <ul aria-label="Sides" className="flex gap-3 text-xs">
            {sides.map((side) => (
              <li key={side.id} className="flex items-center gap-1.5">
                <span aria-hidden className="size-2.5 rounded-sm" style={{ background: side.color }} />
                {side.label}
              </li>
            ))}
          </ul>
        }
      />
      <div style={{ minHeight: HEIGHT }}>
        {query.isError ? (
          <ErrorState what="The distribution" error={query.error} onRetry={() => query.refetch()} />
        ) : null}
        {query.isPending ? <Skeleton className="h-48" /> : null}
        {query.data?.bins.length === 0 ? (
          <p className="text-sm text-muted">No example has a value of this metric.</p>
        ) : null}
        {query.data && query.data.bins.length > 0 ? (
          <Histogram
            height={HEIGHT}
            sides={sides}
            bins={query.data.bins.map(({ low, high, candidate, baseline }) => ({
              low,
              high,
              counts: { candidate, baseline },
            }))}
          />
        ) : null}
      </div>
    </Card>
  );
}
