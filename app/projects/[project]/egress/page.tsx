import type { Metadata } from "next";
import { EgressView } from "@/components/egress/egress-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Egress", (await params).project) };
}

export default function Page() {
  return <EgressView />;
}
