"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCounted, formatNumber } from "@/domain/format/number";
import { EstimateSteps } from "../charts/estimate-steps";
import { useTRPC } from "../layout/trpc";
import { Card, CardHeader } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { bucketOfRun, foldSweep, overSeeds, type SweptArm } from "./fold-sweep";
import { familiesOf, hallucinationOf, isArmSaturated, marginOfArm, winRateOf } from "./sweep-readings";
import { SweepTable } from "./sweep-table";

type SweepCardProps = { project: string; run: string; split: "train" | "validation" };

const PANELS = [
  { title: "Hallucination rate", scale: "share", read: hallucinationOf },
  { title: "Win rate, ties half", scale: "share", read: winRateOf },
  { title: "Mean margin of pairs (0,1), nats", scale: "number", read: marginOfArm },
] as const;

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
      <Panels arms={arms} />
      <SweepTable arms={arms} bins={bins} run={run} />
      <p className="max-w-[100ch] text-xs text-muted">
        Hatched, “saturated”: at least 95 % of the pairs (0,1) are still pushed with 0.95 or more of the greatest
        weight, σ(β(Δ − m)). From there on a larger Δ changes next to nothing, while pairs without Δ lose their weight.
      </p>
    </Card>
  );
}

function Panels({ arms }: { arms: readonly SweptArm[] }) {
  const families = familiesOf(arms);
  const active = arms.filter((arm) => arm.runs.some((run) => bucketOfRun(run, "01") !== null));
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      {PANELS.map(({ title, scale, read }) => (
        <figure key={title} className="min-w-0">
          <figcaption className="text-xs text-muted">{title}</figcaption>
          {arms.every((arm) => overSeeds(read(arm))?.state !== "defined") ? (
            <p className="mt-2 text-sm text-muted">
              {read === marginOfArm
                ? "No pair (0,1) was measured."
                : "No closed round has read these models on notes that their pairs were not made of."}
            </p>
          ) : (
            <EstimateSteps
              height={190}
              scale={scale}
              axis="Δ"
              steps={(read === marginOfArm ? active : arms).map((arm) => ({
                id: arm.id,
                label: formatNumber(arm.delta),
                estimate: overSeeds(read(arm)),
                hatched: isArmSaturated(arm),
                color: families.get(arm.id)?.color ?? "var(--ink)",
              }))}
            />
          )}
        </figure>
      ))}
    </div>
  );
}
