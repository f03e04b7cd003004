import type { ReactNode } from "react";
import { CampaignFrame } from "@/components/campaigns/round/campaign-frame";

type Props = { params: Promise<{ campaign: string }>; children: ReactNode };

export default async function CampaignLayout({ params, children }: Props) {
  return <CampaignFrame campaign={(await params).campaign}>{children}</CampaignFrame>;
}
