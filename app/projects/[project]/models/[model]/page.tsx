import type { Metadata } from "next";
import { headers } from "next/headers";
import { ModelView } from "@/components/models/model-view";
import { createContext } from "@/server/create-context";
import { createCaller } from "@/server/router";
import { projectTitle } from "../../read-projects";

type Props = { params: Promise<{ project: string; model: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, model } = await params;
  const caller = createCaller(await createContext(await headers()));
  const name = await caller.models.byId({ project, model }).then(
    (found) => found.name,
    () => "Model",
  );
  return { title: await projectTitle(name, project) };
}

export default async function Page({ params }: Props) {
  return <ModelView model={(await params).model} />;
}
