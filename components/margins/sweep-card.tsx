"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCounted, formatNumber } from "@/domain/format/number";
import { BUCKET_WORDS } from "@/domain/margins/pair-record";
import { EstimateSteps } from "../charts/estimate-steps";
import { SmallHistogram } from "../charts/small-histogram";
import { useTRPC } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { Card, CardHeader } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { EstimateText } from "../ui/number/estimate-text";
import { ScrollRegion } from "../ui/scroll-region";
import { SkeletonLines } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { addCounts, bucketOfRun, foldSweep, overSeeds, type SweptArm } from "./fold-sweep";
import { BUCKET_COLORS, isSaturated } from "./margin-words";

type SweepCardProps = { project: string; run: string; split: "train" | "validation" };

const SHOWN = ["01", "00", "11"] as const;
const PANELS = [
  {
    title: "Hallucination rate",
    scale: "share",
    read: (arm: SweptArm) => arm.runs.map((run) => run.outcome?.hallucination ?? null),
  },
  {
    title: "Win rate, ties half",
    scale: "share",
    read: (arm: SweptArm) => arm.runs.map((run) => run.outcome?.winRate ?? null),
  },
  {
    title: "Mean margin of pairs (0,1), nats",
    scale: "number",
    read: (arm: SweptArm) => arm.runs.map((run) => bucketOfRun(run, "01")?.margin ?? null),
  },
] as const;

const saturated = (arm: SweptArm) =>
  arm.runs.length > 0 &&
  arm.runs.every((run) => {
    const active = bucketOfRun(run, "01");
    return active !== null && isSaturated(active.fullPush);
  });

const nameOf = (arm: SweptArm, several: boolean) =>
  `${several ? `${arm.model} · ` : ""}${arm.loss === "fdpo" || arm.loss === "safedpo" ? `Δ ${formatNumber(arm.delta)}` : arm.loss}`;

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
          This is the only training on these pairs. Launch it with several values of Δ, and they stand here side by
          side.
        </p>
      </Card>
    );
  }
  const several = new Set(arms.map(({ model }) => model)).size > 1;
  const edges = [...bins.map(({ low }) => low), bins.at(-1)?.high ?? 0];
  return (
    <Card className="grid grid-cols-1 gap-4">
      <CardHeader
        title="Sweep"
        remark={`${formatCounted(runs.length, "training")} on the same pairs, each at its last recorded step`}
      />
      <div className="grid gap-4 lg:grid-cols-3">
        {PANELS.map(({ title, scale, read }) => (
          <figure key={title} className="min-w-0">
            <figcaption className="text-xs text-muted">{title}</figcaption>
            {arms.every((arm) => overSeeds(read(arm))?.state !== "defined") ? (
              <p className="mt-2 text-sm text-muted">
                Nobody has read notes of these models in a round that is closed.
              </p>
            ) : (
              <EstimateSteps
                height={190}
                scale={scale}
                axis="Δ"
                steps={arms.map((arm) => ({
                  id: arm.id,
                  label: several ? `${arm.model.slice(0, 6)} ${formatNumber(arm.delta)}` : formatNumber(arm.delta),
                  estimate: overSeeds(read(arm)),
                  hatched: saturated(arm),
                  color: "var(--series-1)",
                }))}
              />
            )}
          </figure>
        ))}
      </div>
      <ScrollRegion aria-label="Trainings of the sweep" className="overflow-x-auto">
        <Table>
          <thead>
            <tr>
              <HeadCell>Training</HeadCell>
              {SHOWN.map((bucket) => (
                <HeadCell key={bucket}>{BUCKET_WORDS[bucket]}</HeadCell>
              ))}
              <HeadCell numeric>Mean margin (0,1)</HeadCell>
              <HeadCell numeric>Hallucination rate</HeadCell>
              <HeadCell numeric>Win rate</HeadCell>
            </tr>
          </thead>
          <tbody>
            {arms.map((arm) => (
              <Row key={arm.id} selected={arm.runs.some(({ id }) => id === run)}>
                <Cell>
                  <span className="flex items-center gap-2 whitespace-nowrap">
                    {nameOf(arm, several)}
                    <small className="text-xs text-muted">
                      {arm.runs.length === 1 ? "one seed" : formatCounted(arm.runs.length, "seed")}
                    </small>
                    {saturated(arm) ? <Badge tone="undecided">saturated</Badge> : null}
                  </span>
                </Cell>
                {SHOWN.map((bucket) => {
                  const counts = addCounts(arm, bucket, bins.length);
                  const pairs = counts.reduce((sum, count) => sum + count, 0);
                  return (
                    <Cell key={bucket}>
                      {pairs > 0 ? (
                        <SmallHistogram
                          counts={counts}
                          edges={edges}
                          color={BUCKET_COLORS[bucket]}
                          mark={bucket === "01" ? arm.threshold : null}
                          label={`Margins of ${formatCounted(pairs, "pair")} from ${formatNumber(edges[0] ?? 0)} to ${formatNumber(edges.at(-1) ?? 0)} nats`}
                        />
                      ) : (
                        <span className="text-xs text-muted">none</span>
                      )}
                    </Cell>
                  );
                })}
                <Cell numeric>
                  <EstimateText
                    estimate={overSeeds(arm.runs.map((each) => bucketOfRun(each, "01")?.margin ?? null))}
                    scale="number"
                    hideSample
                  />
                </Cell>
                <Cell numeric>
                  <EstimateText
                    estimate={overSeeds(arm.runs.map((each) => each.outcome?.hallucination ?? null))}
                    scale="share"
                  />
                </Cell>
                <Cell numeric>
                  <EstimateText
                    estimate={overSeeds(arm.runs.map((each) => each.outcome?.winRate ?? null))}
                    scale="share"
                  />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      <p className="text-xs text-muted">
        Hatched, “saturated”: at least 95 % of the pairs (0,1) are still pushed with 0.95 or more of the greatest
        weight, σ(β(Δ − m)). From there on a larger Δ changes next to nothing, while pairs without Δ lose their weight.
        {simulatedWords(runs)}
      </p>
    </Card>
  );
}

function simulatedWords(runs: readonly SweptArm["runs"][number][]): string {
  return runs.some(({ outcome }) => outcome?.readers === "simulated")
    ? " Rates are of simulated readers, not of people."
    : "";
}
