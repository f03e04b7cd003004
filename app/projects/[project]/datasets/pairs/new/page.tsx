import type { Metadata } from "next";
import { NewPairSetView } from "@/components/pairs/form/new-pair-set-view";
import { projectTitle } from "../../../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("New pairs", (await params).project) };
}

export default function Page() {
  return <NewPairSetView />;
}
