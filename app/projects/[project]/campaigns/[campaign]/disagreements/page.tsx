import type { Metadata } from "next";
import { DisagreementsView } from "@/components/gates/settle/disagreements-view";
import { campaignTitle } from "../campaign-title";

type Props = { params: Promise<{ project: string; campaign: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await campaignTitle("Disagreements", await params) };
}

export default async function Page({ params }: Props) {
  return <DisagreementsView campaign={(await params).campaign} />;
}
