import { and, desc, eq, lt } from "drizzle-orm";
import type { Database } from "@/db/database";
import { erasure } from "@/db/schema/erasures";
import { user } from "@/db/schema/people";
import { hashGroup } from "./erase-group";

const columns = {
  id: erasure.id,
  groupHash: erasure.groupHash,
  examples: erasure.examples,
  generations: erasure.generations,
  models: erasure.models,
  reason: erasure.reason,
  erasedBy: user.name,
  erasedAt: erasure.erasedAt,
};

/** What was erased, newest first. */
export async function listErasures(db: Database, at: { projectId: string; cursor: Date | null; limit: number }) {
  const rows = await db
    .select(columns)
    .from(erasure)
    .leftJoin(user, eq(user.id, erasure.erasedBy))
    .where(and(eq(erasure.projectId, at.projectId), at.cursor ? lt(erasure.erasedAt, at.cursor) : undefined))
    .orderBy(desc(erasure.erasedAt))
    .limit(at.limit + 1);
  const items = rows.slice(0, at.limit);
  return { items, nextCursor: rows.length > at.limit ? (items.at(-1)?.erasedAt ?? null) : null };
}

/** Whether a patient or document of this name was erased: asked by name, answered by hash. */
export async function wasErased(db: Database, projectId: string, groupKey: string) {
  return db
    .select(columns)
    .from(erasure)
    .leftJoin(user, eq(user.id, erasure.erasedBy))
    .where(and(eq(erasure.projectId, projectId), eq(erasure.groupHash, hashGroup(projectId, groupKey))));
}
