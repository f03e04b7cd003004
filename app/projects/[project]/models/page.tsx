import type { Metadata } from "next";
import { ModelsView } from "@/components/models/models-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Models", (await params).project) };
}

export default function Page() {
  return <ModelsView />;
}
