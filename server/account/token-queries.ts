import { and, desc, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import { apiToken, project } from "@/db/schema/people";

/** A person's tokens that nobody revoked, those that have expired among them; never the token itself. */
export async function listTokens(db: Database, userId: string, now: Date) {
  const rows = await db
    .select({
      id: apiToken.id,
      name: apiToken.name,
      scope: apiToken.scope,
      project: project.slug,
      createdAt: apiToken.createdAt,
      expiresAt: apiToken.expiresAt,
      lastUsedAt: apiToken.lastUsedAt,
    })
    .from(apiToken)
    .leftJoin(project, eq(project.id, apiToken.projectId))
    .where(and(eq(apiToken.userId, userId), isNull(apiToken.revokedAt)))
    .orderBy(desc(apiToken.createdAt), desc(apiToken.id));
  return rows.map((row) => ({ ...row, expired: row.expiresAt !== null && row.expiresAt <= now }));
}
