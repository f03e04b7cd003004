import { and, desc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { auditEntry, auditHead } from "@/db/schema/audit";
import { projectMember } from "@/db/schema/people";

type Wanted = { projectId: string; before?: number; action?: string; subjectId?: string; limit: number };

/** Newest first: of this project, and what its members did to their own accounts. */
export async function listAudit(db: Database, { projectId, before, action, subjectId, limit }: Wanted) {
  const members = db
    .select({ id: projectMember.userId })
    .from(projectMember)
    .where(eq(projectMember.projectId, projectId));
  const ofMembers = and(isNull(auditEntry.projectId), inArray(auditEntry.actorId, members));
  const rows = await db
    .select()
    .from(auditEntry)
    .where(
      and(
        or(eq(auditEntry.projectId, projectId), ofMembers),
        before === undefined ? undefined : lt(auditEntry.sequence, before),
        action === undefined ? undefined : sql`starts_with(${auditEntry.action}, ${action})`,
        subjectId === undefined ? undefined : eq(auditEntry.subjectId, subjectId),
      ),
    )
    .orderBy(desc(auditEntry.sequence))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(({ actorName, actorBy, facts, sequence, at, ...rest }) => ({
    sequence,
    at,
    actor: actorName,
    by: actorBy,
    action: rest.action,
    subject: rest.subject,
    subjectId: rest.subjectId,
    facts: readFacts(facts),
    digest: rest.digest,
  }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.sequence ?? null) : null };
}

/** Somebody with the database may have put anything there; the check tells, and the page stays open. */
function readFacts(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null ? { ...read } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return { unreadable: true };
    throw error;
  }
}

export function listHeads(db: Database, limit: number) {
  return db.select().from(auditHead).orderBy(desc(auditHead.sequence)).limit(limit);
}
