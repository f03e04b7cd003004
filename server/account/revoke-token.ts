import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import { apiToken } from "@/db/schema/people";
import type { Viewer } from "../context";
import { DomainError } from "../errors";

export async function revokeToken(db: Database, { userId }: Viewer, tokenId: string, now: Date): Promise<void> {
  const revoked = await db
    .update(apiToken)
    .set({ revokedAt: now })
    .where(and(eq(apiToken.id, tokenId), eq(apiToken.userId, userId), isNull(apiToken.revokedAt)))
    .returning({ id: apiToken.id });
  if (revoked.length === 0) throw new DomainError("NotFound", "You have no such token, or it was revoked before.");
}
