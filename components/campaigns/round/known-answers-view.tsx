"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { controlsWanted } from "@/domain/campaigns/ready-to-open";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { loadPart } from "../../ui/load-part";
import { DialogFailure } from "../../ui/part-failure";
import { SkeletonLines } from "../../ui/skeleton";
import { useCampaign } from "../use-campaign";
import { ControlsTable } from "./controls-table";
import { DetectionTable } from "./detection-table";

const ControlDialog = lazy(async () => ({
  default: await loadPart(() => import("./control-dialog").then((module) => module.ControlDialog), DialogFailure),
}));
const PlantDialog = lazy(async () => ({
  default: await loadPart(() => import("../planting/plant-dialog").then((module) => module.PlantDialog), DialogFailure),
}));
const SettledDialog = lazy(async () => ({
  default: await loadPart(() => import("./settled-dialog").then((module) => module.SettledDialog), DialogFailure),
}));

/** Cases whose answer is known: for practice, or hidden among the others to measure readers by. */
export function KnownAnswersView({ campaign: id }: { campaign: string }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const { data: campaign } = useCampaign(id);
  const controls = useQuery(trpc.campaigns.controls.list.queryOptions({ project: project.slug, campaign: id }));
  const [open, setOpen] = useState<"make" | "plant" | "settled" | null>(null);
  if (!campaign) return null;
  const draft = campaign.state === "draft";
  const choosing = campaign.protocol.mode === "side-by-side";
  const wanted = controlsWanted(campaign.cases.sample, campaign.design);
  const asks = [
    `${campaign.cases.practice} of ${campaign.protocol.practice?.cases ?? 0} for practice`,
    ...(choosing
      ? []
      : [
          `${campaign.cases.planted} of ${wanted.planted} with planted errors`,
          `${campaign.cases.clean} of ${wanted.clean} clean`,
        ]),
  ];
  const add = (
    <>
      <Button variant="primary" onClick={() => setOpen("make")}>
        {choosing ? "Settle a choice" : "Settle a note"}
      </Button>
      {choosing ? null : <Button onClick={() => setOpen("plant")}>Plant errors by rule</Button>}
      {choosing ? null : <Button onClick={() => setOpen("settled")}>From earlier rounds</Button>}
    </>
  );
  return (
    <div className="flex flex-col">
      <div className="flex flex-wrap items-center gap-2 px-4 py-3 text-sm">
        <p className="text-muted">{asks.join(" · ")}</p>
        {draft ? <span className="ml-auto flex gap-2">{add}</span> : null}
      </div>
      {controls.error ? (
        <ErrorState what="The known answers" error={controls.error} onRetry={() => void controls.refetch()} />
      ) : null}
      {controls.isPending ? (
        <div className="px-4">
          <SkeletonLines lines={4} label="Loading the known answers" />
        </div>
      ) : null}
      {controls.data?.length === 0 ? (
        <EmptyState title="No known answers">
          <p>
            An answer counts as known when somebody read the note against its source and says so, when it was settled in
            an earlier round, or when an error was put into a note on purpose and the edit was recorded.
          </p>
        </EmptyState>
      ) : null}
      {!draft && !choosing && campaign.cases.planted + campaign.cases.clean > 0 ? (
        <DetectionTable campaign={id} />
      ) : null}
      {controls.data && controls.data.length > 0 ? (
        <ControlsTable controls={controls.data} campaign={campaign} mayRemove={draft} />
      ) : null}
      <Suspense fallback={null}>
        {open === "make" ? <ControlDialog campaign={campaign} onOpenChange={() => setOpen(null)} /> : null}
        {open === "plant" ? <PlantDialog campaign={campaign} onOpenChange={() => setOpen(null)} /> : null}
        {open === "settled" ? <SettledDialog campaign={campaign} onOpenChange={() => setOpen(null)} /> : null}
      </Suspense>
    </div>
  );
}
