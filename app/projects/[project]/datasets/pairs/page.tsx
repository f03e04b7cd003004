import type { Metadata } from "next";
import { PairSetsView } from "@/components/pairs/pair-sets-view";
import { projectTitle } from "../../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Pairs", (await params).project) };
}

export default function Page() {
  return <PairSetsView />;
}
