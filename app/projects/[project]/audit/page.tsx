import type { Metadata } from "next";
import { AuditView } from "@/components/audit/audit-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Audit", (await params).project) };
}

export default function Page() {
  return <AuditView />;
}
