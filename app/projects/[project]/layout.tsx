import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "@/components/layout/shell";
import { createContext } from "@/server/create-context";
import { createCaller } from "@/server/router";

type Props = { params: Promise<{ project: string }>; children: ReactNode };

export default async function ProjectLayout({ params, children }: Props) {
  const { project: slug } = await params;
  const context = await createContext(await headers());
  if (!context.viewer) redirect(`/sign-in?next=/projects/${encodeURIComponent(slug)}`);
  const projects = await createCaller(context).projects.list();
  const project = projects.find((candidate) => candidate.slug === slug);
  if (!project) notFound();
  const { name, email } = context.viewer;
  return (
    <Shell project={project} projects={projects} person={{ name, email }}>
      {children}
    </Shell>
  );
}
