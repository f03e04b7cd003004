"use client";

import { useEffect } from "react";
import { describeComparedMetric } from "@/domain/comparison/compared-metric";
import { decidingDifference } from "@/domain/comparison/write-verdict";
import { formatCounted } from "@/domain/format/number";
import { isPrimary } from "@/domain/metrics/metric-words";
import { useCrumb } from "../layout/breadcrumb";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { ArmsCard } from "./arms-card";
import { CostsCard } from "./costs-card";
import { CurvesCard } from "./curves-card";
import { EvaluatedOn } from "./evaluated-on";
import { ExamplesCard } from "./examples-card";
import { ExportMenu } from "./export-menu";
import { FieldsCard } from "./fields-card";
import { FreezeComparison } from "./freeze-comparison";
import { MetricsCard } from "./metrics-card";
import { RunChoices } from "./run-picker";
import { SidesBar } from "./sides-bar";
import { type Report, useComparison } from "./use-comparison";
import { VerdictHeading } from "./verdict-heading";

/** The verdict first, then what it rests on. */
export function CompareView() {
  const { project } = useProject();
  const { asked, query, set, setRuns } = useComparison(project.slug);
  useTitle(query.data, project.name);
  if (asked.runs.length === 0) {
    return (
      <>
        <h1 className="sr-only">Compare</h1>
        <NothingChosen project={project.slug} onAdd={(id) => setRuns([id])} />
      </>
    );
  }
  if (query.isError) return <ErrorState what="The comparison" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) {
    return (
      <div className="grid gap-4 p-4">
        <Skeleton className="h-14 max-w-[92ch]" />
        <Skeleton className="h-80" />
        <Skeleton className="h-72" />
      </div>
    );
  }
  const report = query.data;
  const one = report.arms.length < 2;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4 print:gap-6 print:[page:wide]">
      {one ? <h1 className="sr-only">Compare</h1> : null}
      {one ? (
        <OneChosen
          project={project.slug}
          report={report}
          runs={asked.runs}
          onAdd={(id) => setRuns([...asked.runs, id])}
        />
      ) : (
        <>
          <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
            <VerdictHeading verdict={report.verdict} fresh={!query.isPlaceholderData} />
            <FreezeComparison report={report} />
            <ExportMenu report={report} />
          </div>
          {report.missing.length > 0 ? <GoneRuns missing={report.missing} /> : null}
          <SidesBar
            project={project.slug}
            report={report}
            runs={asked.runs}
            fold={asked.fold}
            set={set}
            setRuns={setRuns}
          />
          <Evidence project={project.slug} report={report} set={set} />
        </>
      )}
    </div>
  );
}

/** Names the two that are compared in the path above and in the window. */
function useTitle(report: Report | undefined, project: string): void {
  const name = (id: string | null) => report?.arms.find((arm) => arm.id === id)?.name;
  const [one, other] = [name(report?.baseline ?? null), name(report?.candidate ?? null)];
  const title = one && other ? `${other} against ${one}` : undefined;
  useCrumb(title);
  useEffect(() => {
    if (title) document.title = `${title} · ${project} · Assay`;
  }, [title, project]);
}

type EvidenceProps = {
  project: string;
  report: Report;
  set: (changes: Record<string, string | null>) => void;
};

function Evidence({ project, report, set }: EvidenceProps) {
  const baseline = report.arms.find(({ id }) => id === report.baseline);
  const candidate = report.arms.find(({ id }) => id === report.candidate);
  if (!baseline || !candidate) return null;
  const runs = report.arms.flatMap((arm) => arm.runs.map(({ id }) => id));
  const metric = report.metric === null ? null : describeComparedMetric(report.metric);
  const own = report.table.find((comparison) => comparison.metric === report.metric);
  const comparable = own !== undefined && decidingDifference(own).state === "defined";
  const chooseArm = (arm: string) => set({ against: arm });
  return (
    <>
      <EvaluatedOn arms={[baseline, candidate]} project={project} />
      {report.metric !== null && (report.leading.length > 1 || report.arms.some(({ seeds }) => seeds > 1)) ? (
        <ArmsCard
          arms={report.arms}
          leading={report.leading}
          metric={report.metric}
          baseline={baseline}
          candidate={report.candidate}
          onChoose={chooseArm}
        />
      ) : null}
      {report.table.length > 0 ? (
        <MetricsCard
          table={report.table}
          leading={report.metric}
          baseline={baseline}
          candidate={candidate}
          onChoose={(id) => set({ metric: id })}
          offersReadings={report.metrics.some(({ id, kind }) => kind === "score" && !isPrimary(id))}
          onReadings={(shown) => set({ readings: shown ? "all" : null })}
        />
      ) : null}
      <CurvesCard project={project} arms={report.arms} metric={report.metric} />
      <FieldsCard project={project} runs={runs} />
      {metric?.kind === "score" && comparable ? (
        <ExamplesCard
          key={`${baseline.id} ${candidate.id}`}
          project={project}
          definition={metric.definition}
          baseline={baseline}
          candidate={candidate}
        />
      ) : null}
      <CostsCard arms={report.arms} baseline={report.baseline} candidate={report.candidate} />
    </>
  );
}

/** A run may have been deleted since the link was made. */
function GoneRuns({ missing }: { missing: readonly string[] }) {
  return (
    <p role="status" className="rounded-md border border-line bg-undecided-soft px-3 py-2 text-sm text-undecided">
      {formatCounted(missing.length, "run")} of this link {missing.length === 1 ? "is" : "are"} not in the project any
      more: {missing.join(", ")}. The rest is compared.
    </p>
  );
}

function NothingChosen({ project, onAdd }: { project: string; onAdd: (id: string) => void }) {
  return (
    <EmptyState
      title="Compare two to a hundred runs"
      action={<ButtonLink href={pageAddress(project, "/runs")}>Select them in the table of runs</ButtonLink>}
    >
      <p className="mb-3">
        What differs between them, which one is better and how sure that is. Select runs in their table and press
        Compare, or begin with one here.
      </p>
      <div className="w-[min(30rem,90vw)] text-left text-ink">
        <RunChoices project={project} chosen={[]} onAdd={onAdd} />
      </div>
    </EmptyState>
  );
}

type OneChosenProps = { project: string; report: Report; runs: readonly string[]; onAdd: (id: string) => void };

function OneChosen({ project, report, runs, onAdd }: OneChosenProps) {
  const [arm] = report.arms;
  return (
    <EmptyState title={arm ? `Compare ${arm.name} with …` : "These runs are not in the project any more"}>
      {arm ? null : <p className="mb-3">They were deleted, or the link belongs to another project.</p>}
      <div className="w-[min(30rem,90vw)] text-left text-ink">
        <RunChoices project={project} chosen={arm ? runs : []} onAdd={onAdd} />
      </div>
    </EmptyState>
  );
}
