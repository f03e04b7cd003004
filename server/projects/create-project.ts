import type { Database } from "@/db/database";
import { project, projectMember } from "@/db/schema/people";
import { newId } from "@/domain/identifiers";
import { actorOf, appendAudit } from "../audit/append-audit";
import { withdrawPasswordLinks } from "../auth/end-access";
import type { Viewer } from "../context";
import { DomainError } from "../errors";

/** A new project with who made it as its admin. */
export async function createProject(db: Database, viewer: Viewer, wanted: { name: string; slug: string }, now: Date) {
  const id = newId();
  await db.transaction(async (tx) => {
    const made = await tx
      .insert(project)
      .values({ id, ...wanted })
      .onConflictDoNothing({ target: project.slug })
      .returning({ id: project.id });
    if (made.length === 0) {
      const what = `The address "${wanted.slug}" belongs to a project already.`;
      throw new DomainError("Conflict", what, [{ where: "slug", what, remedy: "Choose another one." }]);
    }
    await tx.insert(projectMember).values({ projectId: id, userId: viewer.userId, role: "admin" });
    // An admin of their other projects must not get into this one by it.
    await withdrawPasswordLinks(tx, viewer.userId);
    const what = { projectId: id, action: "member.join", subject: "project_member", subjectId: viewer.userId };
    await appendAudit(tx, now, { actor: actorOf(viewer), ...what, facts: { role: "admin", newProject: wanted.slug } });
  });
  return { id, ...wanted };
}
