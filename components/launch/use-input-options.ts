"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { StageInput } from "@/domain/runs/stage-schema";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import type { RunTarget } from "./launch-draft";

export type InputOption = { id: string; label: string; remark: string; target: RunTarget };

type Dataset = RouterOutputs["datasets"]["list"]["items"][number];

const COMING = "waiting, queued, starting, running";

function datasetOptions(items: readonly Dataset[], input: StageInput): InputOption[] {
  return items
    .filter(({ version }) => !input.datasetTypes || input.datasetTypes.includes(version.type))
    .map(({ name, version }) => ({
      id: version.id,
      label: `${name} v${version.number}`,
      remark: `${version.rows.toLocaleString("en-GB")} rows · ${version.type}`,
      target: { datasetVersionId: version.id },
    }));
}

/** What an input may be: versions of the right type, models and the runs that will make one, or runs of the right stage. */
export function useInputOptions(input: StageInput): { options: InputOption[]; pending: boolean } {
  const { project } = useProject();
  const trpc = useTRPC();
  const at = { project: project.slug };
  const datasets = useQuery(
    trpc.datasets.list.queryOptions({ ...at, limit: 500 }, { enabled: input.kind === "dataset" }),
  );
  const models = useQuery(trpc.models.list.queryOptions({ ...at, limit: 500 }, { enabled: input.kind === "model" }));
  const stages = input.kind === "model" ? ["sft", "dpo", "fdpo", "import-model"] : (input.stages ?? []);
  // A finished run's model is in the registry; its generations are only with the run.
  const states = input.kind === "model" ? COMING : `${COMING}, finished`;
  const runs = useQuery(
    trpc.runs.list.queryOptions(
      { ...at, filter: `stage in (${stages.join(", ")}) and state in (${states})`, limit: 200 },
      { enabled: input.kind !== "dataset" && stages.length > 0, placeholderData: keepPreviousData },
    ),
  );
  if (input.kind === "dataset") {
    return { options: datasetOptions(datasets.data?.items ?? [], input), pending: datasets.isPending };
  }
  const fromRuns = (runs.data?.items ?? []).map((run) => ({
    id: run.id,
    label: input.kind === "model" ? `model of ${run.name}` : run.name,
    remark: run.state === "finished" ? run.stage : `${run.state}, this run will wait`,
    target: { fromRunId: run.id },
  }));
  if (input.kind === "run") return { options: fromRuns, pending: runs.isPending };
  const registered = (models.data?.items ?? []).map((model) => ({
    id: model.id,
    label: model.name,
    remark: model.baseModel ? `adapter on ${model.baseModel.name}` : model.source,
    target: { modelId: model.id },
  }));
  return { options: [...registered, ...fromRuns], pending: models.isPending };
}
