"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCounted } from "@/domain/format/number";
import { useTRPC } from "../layout/trpc";
import { Card, CardHeader } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { foldSweep } from "./fold-sweep";
import { SweepPanels } from "./sweep-panels";
import { SweepTable } from "./sweep-table";

type SweepCardProps = { project: string; run: string; split: "train" | "validation" };

/** Every training on the same pairs, Δ by Δ: how margins lie, and what readers said of what came of it. */
export function SweepCard({ project, run, split }: SweepCardProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.margins.sweep.queryOptions({ project, run, split }));
  if (query.isError) return <ErrorState what="The sweep" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) {
    return (
      <Card>
        <SkeletonLines lines={6} />
      </Card>
    );
  }
  const { runs, bins } = query.data;
  const arms = foldSweep(runs);
  if (arms.length < 2) {
    return (
      <Card>
        <CardHeader title="Sweep" />
        <p className="text-sm text-muted">
          No other finished training stands on these pairs. Launch one with several values of Δ, and they stand here
          side by side.
        </p>
      </Card>
    );
  }
  const steps = new Set(runs.map(({ step }) => step));
  return (
    <Card className="grid grid-cols-1 gap-4">
      <CardHeader
        title="Sweep"
        remark={`${formatCounted(runs.length, "training")} on the same pairs, each at its last recorded step${steps.size > 1 ? ", which is not the same for all" : ""}`}
      />
      <SweepPanels arms={arms} />
      <SweepTable project={project} arms={arms} bins={bins} run={run} />
      <p className="max-w-[100ch] text-xs text-muted">
        Hatched, “saturated”: at least 95 % of the pairs (0,1) are still pushed with 0.95 or more of the greatest
        weight, σ(β(Δ − m)). From there on a larger Δ changes next to nothing, while pairs without Δ lose their weight.
      </p>
    </Card>
  );
}
