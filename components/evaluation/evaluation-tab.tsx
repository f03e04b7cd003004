"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatCounted } from "@/domain/format/number";
import { describeMetric } from "@/domain/metrics/metric-words";
import { useTRPC } from "../layout/trpc";
import type { TabProps } from "../run/run-data";
import { isOpen } from "../run/run-tabs";
import { useUrlParams } from "../run/use-url-params";
import { Card, CardHeader } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Select } from "../ui/select";
import { Skeleton } from "../ui/skeleton";
import { DifferencesCard } from "./differences-card";
import { DistributionCard } from "./distribution-card";
import { EstimatesTable } from "./estimates-table";
import { type EvaluatedSide, seedsOf, splitSides } from "./evaluated-sides";
import { ExamplesTable } from "./examples-table";
import { chooseDefinition, writeVerdict } from "./verdict";
import { VerdictLine } from "./verdict-line";

/** The sentence, the picture, the table, then the examples behind them. */
export function EvaluationTab({ project, run }: TabProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.evaluations.byRun.queryOptions({ project, run: run.id }));
  if (query.isError) return <ErrorState what="The evaluation" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) {
    return (
      <div className="grid gap-4 p-4">
        <Skeleton className="h-12" />
        <Skeleton className="h-72" />
      </div>
    );
  }
  const { candidate } = splitSides(query.data);
  if (!candidate) {
    return (
      <EmptyState title="No evaluation yet">
        {isOpen(run.state)
          ? "Examples are being scored; values appear here as they come."
          : "The run ended before it scored an example. The logs say why."}
      </EmptyState>
    );
  }
  return <Evaluated project={project} run={run.id} sides={query.data} candidate={candidate} open={isOpen(run.state)} />;
}

type EvaluatedProps = {
  project: string;
  run: string;
  sides: readonly EvaluatedSide[];
  candidate: EvaluatedSide;
  open: boolean;
};

function Evaluated({ project, run, sides, candidate, open }: EvaluatedProps) {
  const { params, set } = useUrlParams();
  const { baseline, call, speak } = splitSides(sides);
  const definition = chooseDefinition(candidate.scores, params.get("metric"));
  const names = { candidate: call(candidate), baseline: baseline && call(baseline) };
  if (!definition) {
    return (
      <EmptyState title={`${formatCounted(candidate.examples, "example")} scored so far`}>
        {open
          ? "Estimates with their intervals are made when the last one is in."
          : "The run ended before it summed them up; there is no estimate."}
      </EmptyState>
    );
  }
  const verdict = writeVerdict({
    definition,
    candidate: speak(candidate),
    baseline: baseline && speak(baseline),
    differences: candidate.differences,
    seeds: seedsOf(candidate),
  });
  const [difference] = candidate.differences;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4">
      <div className="flex flex-wrap items-start gap-4">
        <div className="min-w-72 flex-1">
          <VerdictLine verdict={verdict} />
          <p className="text-sm text-muted">
            <SideLink project={project} side={candidate} word="Candidate" />
            {baseline ? <SideLink project={project} side={baseline} word=" · baseline" /> : null}
          </p>
        </div>
        <div className="w-56">
          <Select
            label="Metric of the sentence, the distribution and the examples"
            value={definition}
            onChange={(metric) => set({ metric })}
            options={candidate.scores.map((score) => ({
              value: score.definition,
              label: describeMetric(score.definition).title,
            }))}
          />
        </div>
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {difference ? (
          <DifferencesCard
            differences={candidate.differences}
            sample={`${formatCounted(difference.n, `paired ${difference.unit}`)}`}
          />
        ) : null}
        <DistributionCard project={project} run={run} definition={definition} names={names} />
      </div>
      <Card>
        <CardHeader title="Estimates" remark="value, interval and what it counts; hover for the definition" />
        <EstimatesTable
          candidate={{ ...speak(candidate), differences: candidate.differences }}
          baseline={baseline && speak(baseline)}
        />
      </Card>
      <ExamplesTable project={project} run={run} definition={definition} names={names} />
    </div>
  );
}

function SideLink({ project, side, word }: { project: string; side: EvaluatedSide; word: string }) {
  const training = side.model?.trainingRun;
  const base = `/projects/${encodeURIComponent(project)}/runs`;
  return (
    <>
      {word}:{" "}
      <Link href={`${base}/${side.generationsRun.id}/generations`} className="text-accent underline underline-offset-2">
        {side.generationsRun.name}
      </Link>
      {training ? (
        <>
          {", model of "}
          <Link href={`${base}/${training.id}`} className="text-accent underline underline-offset-2">
            {training.name}
          </Link>
          {training.seed === null ? "" : ` with seed ${training.seed}`}
        </>
      ) : null}
    </>
  );
}
