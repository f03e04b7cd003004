import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { readTab } from "@/components/run/run-tabs";
import { RunView } from "@/components/run/run-view";
import { createContext } from "@/server/create-context";
import { DomainError } from "@/server/errors";
import { createCaller } from "@/server/router";

type Props = { params: Promise<{ project: string; run: string; tab?: string[] }> };

/** Null where there is no such run for this viewer; the layout has already asked for the sign-in. */
const readPage = cache(async (project: string, run: string) => {
  const caller = createCaller(await createContext(await headers()));
  try {
    const [found, stages, projects] = await Promise.all([
      caller.runs.byId({ project, run }),
      caller.stages.list({ project }),
      caller.projects.list(),
    ]);
    return {
      run: found,
      schema: stages.find((schema) => schema.stage === found.stage) ?? null,
      projectName: projects.find((one) => one.slug === project)?.name ?? project,
    };
  } catch (error) {
    if (error instanceof Error && error.cause instanceof DomainError) return null;
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, run } = await params;
  const page = await readPage(project, run);
  return { title: page ? `${page.run.name} · ${page.projectName}` : "No such run" };
}

export default async function RunPage({ params }: Props) {
  const { project, run, tab } = await params;
  const chosen = readTab(tab);
  const page = await readPage(project, run);
  if (!page || !chosen) notFound();
  return <RunView key={run} project={project} initialRun={page.run} schema={page.schema} tab={chosen} />;
}
