import type { Metadata } from "next";
import { SignedView } from "@/components/gates/sign/signed-view";
import { campaignTitle } from "../../campaign-title";

type Props = { params: Promise<{ project: string; campaign: string; gate: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await campaignTitle("Signed gate", await params) };
}

export default async function Page({ params }: Props) {
  const { campaign, gate } = await params;
  return <SignedView campaign={campaign} gate={gate} />;
}
