"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import type { StageSchema } from "@/domain/runs/stage-schema";
import { useCrumb } from "../layout/breadcrumb";
import { useTRPC } from "../layout/trpc";
import { DeletedRun } from "../runs/deleted-run";
import { readErrorCode } from "../ui/describe-error";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { LinkTabs } from "../ui/link-tabs";
import { loadPart } from "../ui/load-part";
import { SkeletonLines } from "../ui/skeleton";
import { OverviewTab } from "./overview-tab";
import type { RunDetail, TabProps } from "./run-data";
import { RunHeader } from "./run-header";
import { producesOf, type RunTab, TAB_TITLES, tabAddress, tabsOf } from "./run-tabs";
import { useRunLive } from "./use-run-live";

const loading = () => (
  <div className="p-4">
    <SkeletonLines lines={6} />
  </div>
);
const ChartsTab = dynamic(() => loadPart(() => import("./charts-tab").then((module) => module.ChartsTab)), { loading });
const SystemTab = dynamic(() => loadPart(() => import("./system-tab").then((module) => module.SystemTab)), { loading });
const ArtifactsTab = dynamic(() => loadPart(() => import("./artifacts-tab").then((module) => module.ArtifactsTab)), {
  loading,
});
const LineageTab = dynamic(() => loadPart(() => import("./lineage-tab").then((module) => module.LineageTab)), {
  loading,
});
const LogsTab = dynamic(() => loadPart(() => import("../logs/logs-tab").then((module) => module.LogsTab)), { loading });
const EvaluationTab = dynamic(
  () => loadPart(() => import("../evaluation/evaluation-tab").then((module) => module.EvaluationTab)),
  {
    loading,
  },
);
const MarginsTab = dynamic(() => loadPart(() => import("../margins/margins-tab").then((module) => module.MarginsTab)), {
  loading,
});
const GenerationsTab = dynamic(
  () => loadPart(() => import("../generations/generations-tab").then((module) => module.GenerationsTab)),
  {
    loading,
  },
);

const TABS: Record<RunTab, React.ComponentType<TabProps>> = {
  overview: OverviewTab,
  charts: ChartsTab,
  evaluation: EvaluationTab,
  margins: MarginsTab,
  generations: GenerationsTab,
  logs: LogsTab,
  artifacts: ArtifactsTab,
  lineage: LineageTab,
  system: SystemTab,
};

type RunViewProps = { project: string; initialRun: RunDetail; schema: StageSchema | null; tab: RunTab };

export function RunView({ project, initialRun, schema, tab }: RunViewProps) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.runs.byId.queryOptions({ project, run: initialRun.id }, { initialData: initialRun, staleTime: 1_000 }),
  );
  const values = useRunLive(initialRun.id);
  const run = query.data;
  useCrumb(run.name);
  if (query.error && readErrorCode(query.error) === "NOT_FOUND") {
    return <DeletedRun project={project} name={run.name} />;
  }
  const offered = tabsOf(producesOf(run, schema));
  const Tab = TABS[tab];
  return (
    <div className={tab === "logs" ? "flex min-h-0 flex-1 flex-col" : "shrink-0"}>
      <RunHeader project={project} run={run} />
      <div className="shrink-0">
        <LinkTabs
          label="Parts of this run"
          tabs={offered.map((one) => ({
            href: tabAddress(project, run.id, one),
            label: TAB_TITLES[one],
            active: one === tab,
          }))}
        />
      </div>
      {query.isError ? (
        <ErrorState what="The newest state of this run" error={query.error} onRetry={() => query.refetch()} />
      ) : null}
      {offered.includes(tab) ? (
        <Tab project={project} run={run} schema={schema} values={values} />
      ) : (
        <EmptyState title={`${TAB_TITLES[tab]}: nothing here`}>
          A run of the stage {run.stage} does not produce this.
        </EmptyState>
      )}
    </div>
  );
}
