import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { readTab } from "@/components/run/run-tabs";
import { RunView } from "@/components/run/run-view";
import { EmptyState } from "@/components/ui/empty-state";
import { createContext } from "@/server/create-context";
import { DomainError } from "@/server/errors";
import { createCaller } from "@/server/router";

type Props = { params: Promise<{ project: string; run: string; tab?: string[] }> };

/** Null where there is no such run for this viewer; `forbidden` says why it may not be read. */
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
    const cause = error instanceof Error ? error.cause : null;
    if (cause instanceof DomainError && cause.kind === "Forbidden") return { forbidden: cause.message };
    if (cause instanceof DomainError) return null;
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, run } = await params;
  const page = await readPage(project, run);
  if (page && "forbidden" in page) return { title: "Not for your role" };
  return { title: page ? `${page.run.name} · ${page.projectName}` : "No such run" };
}

export default async function RunPage({ params }: Props) {
  const { project, run, tab } = await params;
  const chosen = readTab(tab);
  const page = await readPage(project, run);
  if (!page || !chosen) notFound();
  if ("forbidden" in page) return <EmptyState title="This run: not for your role">{page.forbidden}</EmptyState>;
  return <RunView key={run} project={project} initialRun={page.run} schema={page.schema} tab={chosen} />;
}
