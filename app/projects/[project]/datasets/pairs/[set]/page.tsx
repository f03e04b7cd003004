import type { Metadata } from "next";
import { PairSetView } from "@/components/pairs/pair-set-view";
import { projectTitle } from "../../../read-projects";

type Props = { params: Promise<{ project: string; set: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Pairs", (await params).project) };
}

export default async function Page({ params }: Props) {
  return <PairSetView set={(await params).set} />;
}
