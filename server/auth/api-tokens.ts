import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Database } from "@/db/database";
import { apiToken, user } from "@/db/schema/people";
import { newId } from "@/domain/identifiers";
import type { Viewer } from "../context";

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The token is returned once and never stored. */
export async function createApiToken(db: Database, of: { userId: string; name: string }): Promise<string> {
  const token = `assay_${randomBytes(24).toString("base64url")}`;
  await db.insert(apiToken).values({ id: newId(), userId: of.userId, name: of.name, tokenHash: hashToken(token) });
  return token;
}

export async function readTokenViewer(db: Database, token: string, now: Date): Promise<Viewer | null> {
  const [row] = await db
    .select({ userId: user.id, name: user.name, email: user.email })
    .from(apiToken)
    .innerJoin(user, eq(user.id, apiToken.userId))
    .where(
      and(
        eq(apiToken.tokenHash, hashToken(token)),
        isNull(apiToken.revokedAt),
        or(isNull(apiToken.expiresAt), gt(apiToken.expiresAt, now)),
      ),
    );
  return row ?? null;
}
