import { and, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { apiToken, project, projectMember, user } from "@/db/schema/people";
import { newId } from "@/domain/identifiers";
import { appendAudit } from "../audit/append-audit";

export const FIRST_ADMIN_EMAIL = "admin@assay.local";
const FIRST_PROJECT = { slug: "clinical-notes", name: "Clinical notes" };

export type FirstAdmin = { userId: string; email: string };

async function addFirstMember(tx: Transaction, projectId: string, userId: string): Promise<void> {
  await tx.insert(projectMember).values({ projectId, userId, role: "admin" });
  const actor = { id: null, name: "The first start", by: "terminal" } as const;
  const what = { projectId, action: "member.join", subject: "project_member", subjectId: userId };
  await appendAudit(tx, new Date(), { actor, ...what, facts: { role: "admin" } });
}

/** The owner of this installation and a first project. Does nothing where they exist. */
export async function ensureFirstAdmin(db: Database): Promise<FirstAdmin> {
  return db.transaction(async (tx) => {
    await tx
      .insert(user)
      .values({ id: newId(), name: "Administrator", email: FIRST_ADMIN_EMAIL, emailVerified: true })
      .onConflictDoNothing();
    const [admin] = await tx.select({ id: user.id }).from(user).where(eq(user.email, FIRST_ADMIN_EMAIL));
    if (!admin) throw new Error("The first administrator could not be stored.");
    const [anyProject] = await tx.select({ id: project.id }).from(project).limit(1);
    if (!anyProject) {
      const [made] = await tx
        .insert(project)
        .values({ id: newId(), ...FIRST_PROJECT })
        .returning();
      if (made) await addFirstMember(tx, made.id, admin.id);
    }
    return { userId: admin.id, email: FIRST_ADMIN_EMAIL };
  });
}

/** Withdraws the tokens of that name, so that one lost credential file does not stay good for ever. */
export async function revokeTokensNamed(db: Database, of: { userId: string; name: string; at: Date }): Promise<void> {
  await db
    .update(apiToken)
    .set({ revokedAt: of.at })
    .where(and(eq(apiToken.userId, of.userId), eq(apiToken.name, of.name), isNull(apiToken.revokedAt)));
}
