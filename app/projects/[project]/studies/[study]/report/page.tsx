import type { Metadata } from "next";
import { StudyReportView } from "@/components/reports/study-report-view";
import { projectTitle } from "../../../read-projects";

type Props = { params: Promise<{ project: string; study: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Report", (await params).project) };
}

export default async function Page({ params }: Props) {
  return <StudyReportView study={(await params).study} />;
}
