import type { Metadata } from "next";
import { projectTitle } from "@/components/layout/project-title";
import { OverviewView } from "@/components/overview/overview-view";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: projectTitle("Overview", (await params).project) };
}

export default function Page() {
  return <OverviewView />;
}
