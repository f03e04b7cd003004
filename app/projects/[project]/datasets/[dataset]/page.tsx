import type { Metadata } from "next";
import { headers } from "next/headers";
import { DatasetView } from "@/components/datasets/dataset-view";
import { createContext } from "@/server/create-context";
import { createCaller } from "@/server/router";
import { projectTitle } from "../../read-projects";

type Props = { params: Promise<{ project: string; dataset: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, dataset } = await params;
  const caller = createCaller(await createContext(await headers()));
  const name = await caller.datasets.byId({ project, dataset }).then(
    (found) => found.name,
    () => "Dataset",
  );
  return { title: await projectTitle(name, project) };
}

export default async function Page({ params }: Props) {
  return <DatasetView dataset={(await params).dataset} />;
}
