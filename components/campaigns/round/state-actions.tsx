"use client";

import { lazy, Suspense, useState } from "react";
import { actionsOf, CAMPAIGN_ACTIONS, type CampaignAction } from "@/domain/campaigns/campaign-rules";
import { Button } from "../../ui/button";
import { loadPart } from "../../ui/load-part";
import { DialogFailure } from "../../ui/part-failure";
import type { Campaign } from "../use-campaign";
import { ACTION_WORDS } from "./action-words";

const StepDialog = lazy(async () => ({
  default: await loadPart(() => import("./step-dialog").then((module) => module.StepDialog), DialogFailure),
}));

/** The steps that this state allows, and no other. */
export function StateActions({ campaign }: { campaign: Campaign }) {
  const [step, setStep] = useState<CampaignAction | null>(null);
  const allowed = CAMPAIGN_ACTIONS.filter((action) => {
    if (action === "extend" && campaign.frame.source.from === "texts") return false;
    return action in actionsOf(campaign);
  });
  return (
    <span className="ml-auto flex flex-wrap gap-2">
      {allowed.map((action) => (
        <Button
          key={action}
          variant={action === "open" || action === "resume" ? "primary" : "secondary"}
          onClick={() => setStep(action)}
        >
          {ACTION_WORDS[action].button}
        </Button>
      ))}
      <Suspense fallback={null}>
        {step ? <StepDialog campaign={campaign} action={step} onOpenChange={() => setStep(null)} /> : null}
      </Suspense>
    </span>
  );
}
