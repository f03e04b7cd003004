"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "../layout/trpc";
import type { RunDetail } from "../run/run-data";
import { isOpen, tabAddress } from "../run/run-tabs";
import { Card } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { seedsOf, splitSides } from "./evaluated-sides";
import { chooseDefinition, writeVerdict } from "./verdict";
import { VerdictLine } from "./verdict-line";

/** The sentence of an evaluation on the run's overview, with the way to its evidence. */
export function VerdictCard({ project, run }: { project: string; run: RunDetail }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.evaluations.byRun.queryOptions({ project, run: run.id }));
  if (query.isError) return <ErrorState what="The result" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={2} />;
  const { candidate, baseline, speak } = splitSides(query.data);
  const definition = candidate ? chooseDefinition(candidate.scores, null) : null;
  if (!candidate || !definition) {
    return isOpen(run.state) ? null : <Card className="text-sm text-muted">This run left no evaluation.</Card>;
  }
  const verdict = writeVerdict({
    definition,
    candidate: speak(candidate),
    baseline: baseline && speak(baseline),
    differences: candidate.differences,
    seeds: seedsOf(candidate),
  });
  return (
    <div>
      <VerdictLine verdict={verdict} />
      <Link href={tabAddress(project, run.id, "evaluation")} className="text-sm text-accent hover:underline">
        All metrics and the examples behind them
      </Link>
    </div>
  );
}
