import type { Metadata } from "next";
import { DatasetsView } from "@/components/datasets/datasets-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Datasets", (await params).project) };
}

export default function Page() {
  return <DatasetsView />;
}
