import type { Metadata } from "next";
import { FrozenView } from "@/components/reports/frozen-view";
import { projectTitle } from "../../read-projects";

type Props = { params: Promise<{ project: string; report: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Report", (await params).project) };
}

export default async function Page({ params }: Props) {
  return <FrozenView report={(await params).report} />;
}
