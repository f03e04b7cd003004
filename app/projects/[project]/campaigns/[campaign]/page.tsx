import type { Metadata } from "next";
import { RoundView } from "@/components/campaigns/round/round-view";
import { campaignTitle } from "./campaign-title";

type Props = { params: Promise<{ project: string; campaign: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await campaignTitle(null, await params) };
}

export default async function Page({ params }: Props) {
  return <RoundView campaign={(await params).campaign} />;
}
