import type { Metadata } from "next";
import { SignaturesView } from "@/components/gates/sign/signatures-view";
import { campaignTitle } from "../campaign-title";

type Props = { params: Promise<{ project: string; campaign: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await campaignTitle("Signatures", await params) };
}

export default async function Page({ params }: Props) {
  return <SignaturesView campaign={(await params).campaign} />;
}
