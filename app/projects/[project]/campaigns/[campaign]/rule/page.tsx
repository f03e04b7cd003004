import type { Metadata } from "next";
import { RuleView } from "@/components/gates/rule/rule-view";
import { campaignTitle } from "../campaign-title";

type Props = { params: Promise<{ project: string; campaign: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await campaignTitle("Rule", await params) };
}

export default async function Page({ params }: Props) {
  return <RuleView campaign={(await params).campaign} />;
}
