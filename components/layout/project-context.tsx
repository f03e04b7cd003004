"use client";

import { createContext, type ReactNode, useContext } from "react";
import { mayDo, type Permission, type Role } from "@/domain/access";

export type ProjectMembership = { slug: string; name: string; role: Role };
export type Person = { name: string; email: string };
type ProjectValue = { project: ProjectMembership; projects: ProjectMembership[]; person: Person };

const ProjectContext = createContext<ProjectValue | null>(null);

export function ProjectProvider({ value, children }: { value: ProjectValue; children: ReactNode }) {
  return <ProjectContext value={value}>{children}</ProjectContext>;
}

/** The open project, the person's others, and who they are. */
export function useProject(): ProjectValue {
  const value = useContext(ProjectContext);
  if (!value) throw new Error("useProject needs a page below /projects/…");
  return value;
}

export function useMayDo(permission: Permission): boolean {
  return mayDo(useProject().project.role, permission);
}
