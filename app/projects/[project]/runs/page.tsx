import type { Metadata } from "next";
import { RunsView } from "@/components/runs/runs-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Runs", (await params).project) };
}

export default function Page() {
  return <RunsView />;
}
