import { and, eq, ne } from "drizzle-orm";
import type { Database } from "@/db/database";
import { session } from "@/db/schema/people";
import type { Viewer } from "../context";
import { DomainError } from "../errors";

/** Signs a browser out from afar. */
export async function revokeSession(db: Database, viewer: Viewer, sessionId: string): Promise<void> {
  const gone = await db
    .delete(session)
    .where(and(eq(session.id, sessionId), eq(session.userId, viewer.userId)))
    .returning({ id: session.id });
  if (gone.length === 0) throw new DomainError("NotFound", "This session has ended already.");
}

/** All but the one that asks; a token ends all. */
export async function revokeOtherSessions(db: Database, { userId, sessionId }: Viewer): Promise<{ ended: number }> {
  const others = sessionId ? ne(session.id, sessionId) : undefined;
  const gone = await db
    .delete(session)
    .where(and(eq(session.userId, userId), others))
    .returning({ id: session.id });
  return { ended: gone.length };
}
