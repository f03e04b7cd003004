import type { Metadata } from "next";
import { ErasuresView } from "@/components/erasures/erasures-view";
import { projectTitle } from "../../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Erasures", (await params).project) };
}

export default function Page() {
  return <ErasuresView />;
}
