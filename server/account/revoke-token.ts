import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import { apiToken } from "@/db/schema/people";
import { actorOf, appendAudit } from "../audit/append-audit";
import type { Viewer } from "../context";
import { DomainError } from "../errors";

export async function revokeToken(db: Database, viewer: Viewer, tokenId: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiToken)
      .set({ revokedAt: now })
      .where(and(eq(apiToken.id, tokenId), eq(apiToken.userId, viewer.userId), isNull(apiToken.revokedAt)))
      .returning({ name: apiToken.name, projectId: apiToken.projectId });
    if (!revoked) throw new DomainError("NotFound", "You have no such token, or it was revoked before.");
    const { projectId, name } = revoked;
    const what = { projectId, action: "token.revoke", subject: "api_token", subjectId: tokenId };
    await appendAudit(tx, now, { actor: actorOf(viewer), ...what, facts: { name } });
  });
}
