import type { Metadata } from "next";
import { SettleView } from "@/components/gates/settle/settle-view";
import { projectTitle } from "../../../../read-projects";

type Props = { params: Promise<{ project: string; campaign: string; case?: string[] }> };

/** Nothing of the round or the case: a title shows on shared screens and in histories. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Settle", (await params).project) };
}

export default async function Page({ params }: Props) {
  const { campaign, case: at } = await params;
  return <SettleView campaign={campaign} caseId={at?.[0] ?? null} />;
}
