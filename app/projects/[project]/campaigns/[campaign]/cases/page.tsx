import type { Metadata } from "next";
import { CasesView } from "@/components/gates/result/cases-view";
import { campaignTitle } from "../campaign-title";

type Props = { params: Promise<{ project: string; campaign: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await campaignTitle("Cases", await params) };
}

export default async function Page({ params }: Props) {
  return <CasesView campaign={(await params).campaign} />;
}
