import type { Metadata } from "next";
import { OverviewView } from "@/components/overview/overview-view";
import { projectTitle } from "./read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Overview", (await params).project) };
}

export default function Page() {
  return <OverviewView />;
}
