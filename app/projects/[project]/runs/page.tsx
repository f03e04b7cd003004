import type { Metadata } from "next";
import { projectTitle } from "@/components/layout/project-title";
import { RunsView } from "@/components/runs/runs-view";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: projectTitle("Runs", (await params).project) };
}

export default function Page() {
  return <RunsView />;
}
