import type { Metadata } from "next";
import { StudyView } from "@/components/studies/study-view";
import { projectTitle } from "../../read-projects";

type Props = { params: Promise<{ project: string; study: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Study", (await params).project) };
}

export default async function Page({ params }: Props) {
  return <StudyView study={(await params).study} />;
}
