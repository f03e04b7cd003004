import { headers } from "next/headers";
import { cache } from "react";
import { createContext } from "@/server/create-context";
import { createCaller } from "@/server/router";

/** Who asks and which projects are theirs, once a request; null where nobody is signed in. */
export const readProjects = cache(async () => {
  const context = await createContext(await headers());
  if (!context.viewer) return null;
  return { viewer: context.viewer, projects: await createCaller(context).projects.list() };
});

/** "Runs · Clinical notes"; the root layout adds " · Assay". */
export async function projectTitle(page: string, slug: string): Promise<string> {
  const found = await readProjects();
  const project = found?.projects.find((candidate) => candidate.slug === slug);
  return `${page} · ${project?.name ?? slug}`;
}
