import type { Metadata } from "next";
import { StudiesView } from "@/components/studies/studies-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Studies", (await params).project) };
}

export default function Page() {
  return <StudiesView />;
}
