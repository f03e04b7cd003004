import type { Metadata } from "next";
import { WorkspaceView } from "@/components/review/workspace-view";
import { projectTitle } from "../../../read-projects";

type Props = { params: Promise<{ project: string; campaign: string; assignment?: string[] }> };

/** Nothing of the round or the case: a title shows on shared screens and in histories. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Review", (await params).project) };
}

export default async function Page({ params }: Props) {
  const { campaign, assignment } = await params;
  return <WorkspaceView key={campaign} campaign={campaign} assignment={assignment?.[0] ?? null} />;
}
