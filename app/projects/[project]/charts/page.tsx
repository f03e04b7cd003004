import type { Metadata } from "next";
import { ChartsView } from "@/components/custom-charts/charts-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Charts", (await params).project) };
}

export default function Page() {
  return <ChartsView />;
}
