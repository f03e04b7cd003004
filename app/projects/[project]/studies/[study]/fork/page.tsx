import type { Metadata } from "next";
import { ForkView } from "@/components/studies/form/fork-view";
import { projectTitle } from "../../../read-projects";

type Props = { params: Promise<{ project: string; study: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Fork", (await params).project) };
}

export default async function Page({ params }: Props) {
  return <ForkView study={(await params).study} />;
}
