import type { Metadata } from "next";
import { ImportLabelsView } from "@/components/campaigns/import/import-labels-view";
import { projectTitle } from "../../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Import labels", (await params).project) };
}

export default function Page() {
  return <ImportLabelsView />;
}
