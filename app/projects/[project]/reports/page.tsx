import type { Metadata } from "next";
import { ReportsView } from "@/components/reports/reports-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Reports", (await params).project) };
}

export default function Page() {
  return <ReportsView />;
}
