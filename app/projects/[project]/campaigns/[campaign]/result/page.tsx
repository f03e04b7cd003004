import type { Metadata } from "next";
import { ResultView } from "@/components/gates/result/result-view";
import { campaignTitle } from "../campaign-title";

type Props = { params: Promise<{ project: string; campaign: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await campaignTitle("Result", await params) };
}

export default async function Page({ params }: Props) {
  return <ResultView campaign={(await params).campaign} />;
}
