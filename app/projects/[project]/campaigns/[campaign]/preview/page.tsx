import type { Metadata } from "next";
import { PreviewView } from "@/components/campaigns/round/preview-view";
import { campaignTitle } from "../campaign-title";

type Props = { params: Promise<{ project: string; campaign: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await campaignTitle("What readers see", await params) };
}

export default async function Page({ params }: Props) {
  return <PreviewView campaign={(await params).campaign} />;
}
