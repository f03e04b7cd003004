import type { Metadata } from "next";
import { PeopleView } from "@/components/people/people-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("People", (await params).project) };
}

export default function Page() {
  return <PeopleView />;
}
