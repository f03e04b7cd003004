import type { Metadata } from "next";
import { ProfilesView } from "@/components/gates/profiles/profiles-view";
import { campaignTitle } from "../campaign-title";

type Props = { params: Promise<{ project: string; campaign: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await campaignTitle("Readers", await params) };
}

export default async function Page({ params }: Props) {
  return <ProfilesView campaign={(await params).campaign} />;
}
