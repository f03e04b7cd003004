import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import type { Database } from "@/db/database";
import { apiToken, user } from "@/db/schema/people";
import type { TokenScope } from "@/domain/access";
import { newId } from "@/domain/identifiers";
import type { Viewer } from "../context";

const USE_NOTED_EVERY_MILLISECONDS = 60_000;

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export type NewToken = {
  id?: string;
  userId: string;
  name: string;
  /** Least where nothing is said. */
  scope?: TokenScope;
  projectId?: string | null;
  expiresAt?: Date | null;
};

/** The token is returned once and never stored. */
export async function createApiToken(db: Database, of: NewToken): Promise<string> {
  const token = `assay_${randomBytes(24).toString("base64url")}`;
  await db.insert(apiToken).values({ id: newId(), ...of, tokenHash: hashToken(token) });
  return token;
}

async function noteUse(db: Database, tokenId: string, now: Date): Promise<void> {
  const due = new Date(now.getTime() - USE_NOTED_EVERY_MILLISECONDS);
  await db
    .update(apiToken)
    .set({ lastUsedAt: now })
    .where(and(eq(apiToken.id, tokenId), or(isNull(apiToken.lastUsedAt), lt(apiToken.lastUsedAt, due))));
}

/** Whose the token is and what it opens; null where it is unknown, revoked or has expired. */
export async function readTokenViewer(db: Database, token: string, now: Date): Promise<Viewer | null> {
  const [row] = await db
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      token: { id: apiToken.id, scope: apiToken.scope, projectId: apiToken.projectId },
      lastUsedAt: apiToken.lastUsedAt,
    })
    .from(apiToken)
    .innerJoin(user, eq(user.id, apiToken.userId))
    .where(
      and(
        eq(apiToken.tokenHash, hashToken(token)),
        isNull(apiToken.revokedAt),
        or(isNull(apiToken.expiresAt), gt(apiToken.expiresAt, now)),
      ),
    );
  if (!row) return null;
  const { lastUsedAt, ...viewer } = row;
  const silent = lastUsedAt === null || now.getTime() - lastUsedAt.getTime() > USE_NOTED_EVERY_MILLISECONDS;
  if (silent) await noteUse(db, viewer.token.id, now);
  return viewer;
}
