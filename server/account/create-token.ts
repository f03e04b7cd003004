import type { Database } from "@/db/database";
import type { TokenScope } from "@/domain/access";
import { newId } from "@/domain/identifiers";
import { daysAfter } from "@/domain/people/expiry";
import { actorOf, appendAudit } from "../audit/append-audit";
import { createApiToken } from "../auth/api-tokens";
import { requirePresentPassword } from "../auth/require-present-password";
import type { Viewer } from "../context";
import { DomainError } from "../errors";
import { readMembership } from "../projects/project-queries";

export type WantedToken = {
  name: string;
  scope: TokenScope;
  project: string | null;
  expiresInDays: number | null;
  current: string | null;
};

async function findProject(db: Database, userId: string, slug: string): Promise<string> {
  const membership = await readMembership(db, { slug, userId });
  if (!membership) throw new DomainError("NotFound", `There is no project "${slug}" that you can open.`);
  return membership.projectId;
}

/** A token of one's own: the only answer that ever holds it. */
export async function createToken(db: Database, viewer: Viewer, wanted: WantedToken, now: Date) {
  const { userId } = viewer;
  if (wanted.scope === "admin") await requirePresentPassword(db, viewer, wanted.current);
  const projectId = wanted.project === null ? null : await findProject(db, userId, wanted.project);
  const expiresAt = wanted.expiresInDays === null ? null : daysAfter(now, wanted.expiresInDays);
  const { name, scope, project } = wanted;
  const id = newId();
  const token = await db.transaction(async (tx) => {
    const made = await createApiToken(tx, { id, userId, name, scope, projectId, expiresAt });
    const what = { projectId, action: "token.create", subject: "api_token", subjectId: id };
    await appendAudit(tx, now, { actor: actorOf(viewer), ...what, facts: { name, scope, expiresAt } });
    return made;
  });
  return { id, token, name, scope, project, expiresAt };
}
