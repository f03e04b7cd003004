import { randomBytes } from "node:crypto";
import type { Database } from "@/db/database";
import { invitation } from "@/db/schema/people";
import type { Role } from "@/domain/access";
import { newId } from "@/domain/identifiers";
import { daysAfter } from "@/domain/people/expiry";
import { hashToken } from "../auth/api-tokens";

export type WantedInvitation = { role: Role; email: string | null; expiresInDays: number };
type Where = { projectId: string; invitedBy: string; now: Date; publicUrl: string };

/** The address is told once. What opens it stands behind `#`, which no server, proxy or log gets to see. */
export async function invitePerson(db: Database, wanted: WantedInvitation, where: Where) {
  const token = randomBytes(24).toString("base64url");
  const { role, email } = wanted;
  const { projectId, invitedBy, now } = where;
  const expiresAt = daysAfter(now, wanted.expiresInDays);
  const id = newId();
  await db
    .insert(invitation)
    .values({ id, projectId, role, email, invitedBy, createdAt: now, expiresAt, tokenHash: hashToken(token) });
  return { id, address: new URL(`/invite#${token}`, where.publicUrl).toString(), role, email, expiresAt };
}
