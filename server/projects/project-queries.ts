import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { project, projectMember } from "@/db/schema/people";
import type { Viewer } from "../context";

export async function readMembership(db: Database, by: { slug: string; userId: string }) {
  const [row] = await db
    .select({ projectId: project.id, role: projectMember.role })
    .from(project)
    .innerJoin(projectMember, eq(projectMember.projectId, project.id))
    .where(and(eq(project.slug, by.slug), eq(projectMember.userId, by.userId)));
  return row ?? null;
}

/** Those of the person; of a token made for one project, that one. */
export async function listProjects(db: Database, { userId, token }: Pick<Viewer, "userId" | "token">) {
  const only = token?.projectId ? eq(project.id, token.projectId) : undefined;
  return db
    .select({ id: project.id, slug: project.slug, name: project.name, role: projectMember.role })
    .from(project)
    .innerJoin(projectMember, eq(projectMember.projectId, project.id))
    .where(and(eq(projectMember.userId, userId), only))
    .orderBy(asc(project.name));
}
