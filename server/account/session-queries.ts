import { and, desc, eq, gt } from "drizzle-orm";
import type { Database } from "@/db/database";
import { session } from "@/db/schema/people";
import type { Viewer } from "../context";

/** Where a person is signed in, the browser that asks first; never what the cookie holds. */
export async function listSessions(db: Database, viewer: Viewer, now: Date) {
  const rows = await db
    .select({
      id: session.id,
      ipAddress: session.ipAddress,
      userAgent: session.userAgent,
      createdAt: session.createdAt,
      seenAt: session.updatedAt,
      expiresAt: session.expiresAt,
    })
    .from(session)
    .where(and(eq(session.userId, viewer.userId), gt(session.expiresAt, now)))
    .orderBy(desc(session.updatedAt));
  const marked = rows.map((row) => ({ ...row, here: row.id === viewer.sessionId }));
  return marked.sort((a, b) => Number(b.here) - Number(a.here));
}
