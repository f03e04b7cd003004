import type { Metadata } from "next";
import { CampaignsView } from "@/components/campaigns/campaigns-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Campaigns", (await params).project) };
}

export default function Page() {
  return <CampaignsView />;
}
