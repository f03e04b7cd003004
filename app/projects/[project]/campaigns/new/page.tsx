import type { Metadata } from "next";
import { NewCampaignView } from "@/components/campaigns/form/new-campaign-view";
import { projectTitle } from "../../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("New campaign", (await params).project) };
}

export default function Page() {
  return <NewCampaignView />;
}
