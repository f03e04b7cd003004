import type { Metadata } from "next";
import { CompareView } from "@/components/compare/compare-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Compare", (await params).project) };
}

export default function Page() {
  return <CompareView />;
}
