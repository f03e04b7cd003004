import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { project, projectMember } from "@/db/schema/people";

export async function readMembership(db: Database, by: { slug: string; userId: string }) {
  const [row] = await db
    .select({ projectId: project.id, role: projectMember.role })
    .from(project)
    .innerJoin(projectMember, eq(projectMember.projectId, project.id))
    .where(and(eq(project.slug, by.slug), eq(projectMember.userId, by.userId)));
  return row ?? null;
}

export async function listProjects(db: Database, userId: string) {
  return db
    .select({ id: project.id, slug: project.slug, name: project.name, role: projectMember.role })
    .from(project)
    .innerJoin(projectMember, eq(projectMember.projectId, project.id))
    .where(eq(projectMember.userId, userId))
    .orderBy(asc(project.name));
}
