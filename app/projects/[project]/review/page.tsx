import type { Metadata } from "next";
import { RoundsView } from "@/components/review/rounds-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Review", (await params).project) };
}

export default function Page() {
  return <RoundsView />;
}
