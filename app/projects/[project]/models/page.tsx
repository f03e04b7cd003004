import type { Metadata } from "next";
import { projectTitle } from "@/components/layout/project-title";
import { ModelsView } from "@/components/models/models-view";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: projectTitle("Models", (await params).project) };
}

export default function Page() {
  return <ModelsView />;
}
