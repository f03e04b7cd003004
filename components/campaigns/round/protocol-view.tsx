"use client";

import { useState } from "react";
import type { Protocol } from "@/domain/campaigns/protocol";
import { useMayDo, useProject } from "../../layout/project-context";
import { Button } from "../../ui/button";
import { FailureNote } from "../failure-note";
import { ProtocolSection } from "../form/protocol-section";
import { type Campaign, useCampaign, useCampaignWrites } from "../use-campaign";
import { ProtocolFacts } from "./protocol-facts";

/** The protocol: open to change in a draft, and only to be read from then on. */
export function ProtocolView({ campaign: id }: { campaign: string }) {
  const { data: campaign } = useCampaign(id);
  const mayWrite = useMayDo("campaigns.write");
  if (!campaign) return null;
  if (campaign.state !== "draft" || !mayWrite) return <ProtocolFacts protocol={campaign.protocol} />;
  return <ProtocolForm key={campaign.id} campaign={campaign} />;
}

function ProtocolForm({ campaign }: { campaign: Campaign }) {
  const { project } = useProject();
  const { change } = useCampaignWrites();
  const [protocol, setProtocol] = useState<Protocol>(campaign.protocol);
  const same = JSON.stringify(protocol) === JSON.stringify(campaign.protocol);
  return (
    <div className="max-w-4xl px-4 pb-8">
      <div className="[&>section]:border-t-0">
        <ProtocolSection protocol={protocol} onChange={setProtocol} modeFixed />
      </div>
      <FailureNote error={change.error} />
      <Button
        variant="primary"
        className="mt-3"
        disabled={same || change.isPending}
        onClick={() => change.mutate({ project: project.slug, campaign: campaign.id, protocol })}
      >
        {same ? "Nothing was changed" : change.isPending ? "Saving…" : "Save protocol"}
      </Button>
    </div>
  );
}
