"use client";

import { lazy, Suspense, useState } from "react";
import { formatCount } from "@/domain/format/number";
import { useCrumb } from "../layout/breadcrumb";
import { pageAddress } from "../layout/pages";
import { useMayDo, useProject } from "../layout/project-context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Card, CardHeader } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { loadPart } from "../ui/load-part";
import { DialogFailure } from "../ui/part-failure";
import { SkeletonLines } from "../ui/skeleton";
import { ModelFacts } from "./model-facts";
import { TrainedOn } from "./trained-on";
import { useModel } from "./use-model";
import { UsesTable } from "./uses-table";

const ModelDialog = lazy(async () => ({
  default: await loadPart(() => import("./model-dialog").then((module) => module.ModelDialog), DialogFailure),
}));

/** One model: what it is, whether it may be used, what it learned from, and who used it. */
export function ModelView({ model }: { model: string }) {
  const { project } = useProject();
  const mayLaunch = useMayDo("runs.write");
  const mayChange = useMayDo("models.write");
  const [changing, setChanging] = useState(false);
  const { facts, uses, trainedOn } = useModel(model);
  useCrumb(facts.data?.name);
  if (facts.error) return <ErrorState what="This model" error={facts.error} onRetry={() => void facts.refetch()} />;
  if (!facts.data) {
    return (
      <div className="p-4">
        <SkeletonLines lines={8} label="Loading the model" />
      </div>
    );
  }
  const launch = (stage: string) => pageAddress(project.slug, `/launch?stage=${stage}&model=${model}`);
  return (
    <div className="flex flex-col">
      <div className="flex flex-wrap items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>{facts.data.name}</h1>
        <Badge>{facts.data.artifact.kind}</Badge>
        <span className="ml-auto flex flex-wrap gap-2">
          {mayChange ? <Button onClick={() => setChanging(true)}>Change name or licence</Button> : null}
          {mayLaunch ? <ButtonLink href={launch("generate")}>Generate with it</ButtonLink> : null}
          {mayLaunch ? (
            <ButtonLink href={launch("sft")} variant="primary">
              Fine-tune it
            </ButtonLink>
          ) : null}
        </span>
      </div>
      <div className="grid gap-4 p-4 pt-1 lg:grid-cols-[minmax(300px,2fr)_3fr]">
        <div className="grid content-start gap-4">
          <Card>
            <CardHeader title="What it is" />
            <ModelFacts model={facts.data} />
          </Card>
          <Card>
            <CardHeader title="Learned from" />
            <TrainedOn query={trainedOn} />
          </Card>
        </div>
        <Card>
          <CardHeader title="Runs that used it" remark={uses.data ? formatCount(uses.data.total) : undefined} />
          {uses.error ? (
            <ErrorState what="The runs" error={uses.error} onRetry={() => void uses.refetch()} />
          ) : uses.isPending ? (
            <SkeletonLines lines={4} label="Loading the runs" />
          ) : uses.data.total === 0 ? (
            <EmptyState title="No run used it yet">Fine-tune it, or let it write texts for a dataset.</EmptyState>
          ) : (
            <UsesTable items={uses.data.items} total={uses.data.total} />
          )}
        </Card>
      </div>
      <Suspense fallback={null}>
        {changing ? <ModelDialog model={facts.data} onOpenChange={setChanging} /> : null}
      </Suspense>
    </div>
  );
}
