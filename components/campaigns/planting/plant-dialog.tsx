"use client";

import { useState } from "react";
import { controlsWanted } from "@/domain/campaigns/ready-to-open";
import { formatCounted } from "@/domain/format/number";
import { useProject } from "../../layout/project-context";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { FailureNote } from "../failure-note";
import { type Campaign, useCampaignWrites } from "../use-campaign";
import { EMPTY_PLANTING, plantingOf, plantingProblem } from "./planting-draft";
import { PlantingFields } from "./planting-fields";
import { useRewrites } from "./rewrite-choice";

type PlantDialogProps = { campaign: Campaign; onOpenChange: (open: boolean) => void };

/** "Plant errors by rule" into a draft. */
export function PlantDialog({ campaign, onOpenChange }: PlantDialogProps) {
  const { project } = useProject();
  const { plantControls } = useCampaignWrites();
  const runs = useRewrites();
  const [draft, setDraft] = useState(EMPTY_PLANTING);
  const planting = plantingOf(draft);
  const finished = runs.data?.find(({ id }) => id === draft.run)?.state === "finished";
  const { planted } = controlsWanted(campaign.cases.sample, { planted: draft.share, clean: 0 });
  const plant = () => {
    if (!planting) return;
    plantControls.mutate(
      { project: project.slug, campaign: campaign.id, planting },
      { onSuccess: () => onOpenChange(false) },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title="Plant errors by rule"
      className="w-[min(760px,92vw)]"
      footer={
        <>
          <span className="mr-auto text-sm text-muted">{plantingProblem(draft)}</span>
          <Button variant="primary" disabled={!planting || !finished || plantControls.isPending} onClick={plant}>
            Plant {formatCounted(planted, "error")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <PlantingFields planting={draft} onChange={setDraft} />
        <FailureNote error={plantControls.error} />
      </div>
    </Dialog>
  );
}
