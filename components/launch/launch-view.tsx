"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { draftFromRun, emptyDraft, type RunTarget } from "./launch-draft";
import { LaunchForm } from "./launch-form";

/** `config.batchSize=8` in the address changes that setting of the run that is repeated, or of a new one. */
function readChanges(params: URLSearchParams): Record<string, string> {
  const changes: Record<string, string> = {};
  for (const [name, value] of params) if (name.startsWith("config.")) changes[name.slice("config.".length)] = value;
  return changes;
}

/** `model=ID` and `dataset=VERSION` in the address choose what a new run reads. */
function readInputs(params: URLSearchParams): Record<string, RunTarget> {
  const model = params.get("model");
  const dataset = params.get("dataset");
  return {
    ...(model ? { model: { modelId: model } } : {}),
    ...(dataset ? { dataset: { datasetVersionId: dataset } } : {}),
  };
}

export function LaunchView() {
  const { project } = useProject();
  const params = useSearchParams();
  const from = params.get("from");
  const trpc = useTRPC();
  const stages = useQuery(
    trpc.stages.list.queryOptions({ project: project.slug }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const source = useQuery(
    trpc.runs.byId.queryOptions({ project: project.slug, run: from ?? "" }, { enabled: from !== null }),
  );
  const error = stages.error ?? source.error;
  if (error) {
    return (
      <ErrorState
        what="The launch form"
        error={error}
        onRetry={() => void Promise.all([stages.refetch(), source.refetch()])}
      />
    );
  }
  if (!stages.data || (from !== null && !source.data)) {
    return (
      <div className="max-w-2xl p-6">
        <SkeletonLines lines={8} label="Loading the form" />
      </div>
    );
  }
  const asked = params.get("stage");
  const first = stages.data.find(({ stage }) => stage === asked) ?? stages.data.find(({ stage }) => stage === "sft");
  const start = source.data
    ? draftFromRun(source.data, readChanges(params))
    : {
        ...emptyDraft(first?.stage ?? stages.data[0]?.stage ?? ""),
        ...{ config: readChanges(params), inputs: readInputs(params) },
      };
  return <LaunchForm key={from ?? "new"} stages={stages.data} start={start} clonedFrom={source.data?.name ?? null} />;
}
