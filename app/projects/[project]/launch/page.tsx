import type { Metadata } from "next";
import { LaunchView } from "@/components/launch/launch-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Launch", (await params).project) };
}

export default function Page() {
  return <LaunchView />;
}
