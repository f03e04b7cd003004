"use client";

import { GateCard } from "../../gates/gate-card";
import { useCampaign } from "../use-campaign";
import { DesignCard } from "./design-card";
import { HistoryCard } from "./history-card";
import { MissingCard } from "./missing-card";
import { ReadersCard } from "./readers-card";

/** How far the round is, who reads, what was drawn, and what happened. */
export function RoundView({ campaign: id }: { campaign: string }) {
  const { data: campaign } = useCampaign(id);
  if (!campaign) return null;
  return (
    <div className="grid gap-4 p-4 xl:grid-cols-[minmax(0,1fr)_340px]">
      <div className="grid min-w-0 content-start gap-4">
        {campaign.state === "draft" ? <MissingCard campaign={campaign} /> : <GateCard campaign={id} />}
        <ReadersCard campaign={campaign} />
      </div>
      <div className="grid content-start gap-4">
        <DesignCard campaign={campaign} />
        <HistoryCard history={campaign.history} />
      </div>
    </div>
  );
}
