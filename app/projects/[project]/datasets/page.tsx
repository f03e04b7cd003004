import type { Metadata } from "next";
import { DatasetsView } from "@/components/datasets/datasets-view";
import { projectTitle } from "@/components/layout/project-title";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: projectTitle("Datasets", (await params).project) };
}

export default function Page() {
  return <DatasetsView />;
}
