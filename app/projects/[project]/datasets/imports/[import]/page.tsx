import type { Metadata } from "next";
import { ImportView } from "@/components/datasets/imports/import-view";
import { projectTitle } from "../../../read-projects";

type Props = { params: Promise<{ project: string; import: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Import", (await params).project) };
}

export default async function Page({ params }: Props) {
  return <ImportView id={(await params).import} />;
}
