import type { Metadata } from "next";
import { NewLoopView } from "@/components/studies/form/new-loop-view";
import { projectTitle } from "../../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("New study", (await params).project) };
}

export default function Page() {
  return <NewLoopView />;
}
