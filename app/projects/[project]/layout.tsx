import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "@/components/layout/shell";
import { ToSignIn } from "@/components/layout/to-sign-in";
import { readProjects } from "./read-projects";

type Props = { params: Promise<{ project: string }>; children: ReactNode };

export default async function ProjectLayout({ params, children }: Props) {
  const { project: slug } = await params;
  const found = await readProjects();
  if (!found) return <ToSignIn />;
  const project = found.projects.find((candidate) => candidate.slug === slug);
  if (!project) notFound();
  const { name, email } = found.viewer;
  return (
    <Shell project={project} projects={found.projects} person={{ name, email }}>
      {children}
    </Shell>
  );
}
