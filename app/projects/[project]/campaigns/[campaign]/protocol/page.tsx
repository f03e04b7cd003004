import type { Metadata } from "next";
import { ProtocolView } from "@/components/campaigns/round/protocol-view";
import { campaignTitle } from "../campaign-title";

type Props = { params: Promise<{ project: string; campaign: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await campaignTitle("Protocol", await params) };
}

export default async function Page({ params }: Props) {
  return <ProtocolView campaign={(await params).campaign} />;
}
