import type { Metadata } from "next";
import { KnownAnswersView } from "@/components/campaigns/round/known-answers-view";
import { campaignTitle } from "../campaign-title";

type Props = { params: Promise<{ project: string; campaign: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await campaignTitle("Known answers", await params) };
}

export default async function Page({ params }: Props) {
  return <KnownAnswersView campaign={(await params).campaign} />;
}
