import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { campaignReviewer } from "@/db/schema/campaigns";
import { projectMember, user } from "@/db/schema/people";
import { mayDo } from "@/domain/access";
import type { ReaderRequest } from "@/domain/campaigns/campaign-request";
import { newId } from "@/domain/identifiers";
import { DomainError } from "../errors";
import type { At } from "./make-cases";

type ReviewerRow = typeof campaignReviewer.$inferInsert;

/** Readers that are no people of the project: simulated ones that say so, and names of an imported file. */
export type OtherReader =
  | { kind: "simulated"; name: string; sensitivity: number; specificity: number }
  | { kind: "imported"; name: string };

/** People of the project who may review, each once. */
export async function readerRows(tx: Transaction, at: At, readers: readonly ReaderRequest[]): Promise<ReviewerRow[]> {
  const ids = readers.map(({ userId }) => userId);
  if (new Set(ids).size < ids.length) throw new DomainError("Validation", "A person stands among the readers twice.");
  if (ids.length === 0) return [];
  const members = await tx
    .select({ userId: projectMember.userId, role: projectMember.role, name: user.name })
    .from(projectMember)
    .innerJoin(user, eq(user.id, projectMember.userId))
    .where(and(eq(projectMember.projectId, at.projectId), inArray(projectMember.userId, ids)));
  const known = new Map(members.map((member) => [member.userId, member]));
  return readers.map(({ userId, role, hoursPerWeek }) => {
    const member = known.get(userId);
    if (!member || !mayDo(member.role, "reviews.write")) {
      throw new DomainError("Validation", "Somebody among the readers is not of this project, or may not review.", [
        { where: "readers", what: userId, remedy: "Invite the person as a reviewer first." },
      ]);
    }
    return { id: newId(), ...at, kind: "person", role, userId, name: member.name, hoursPerWeek };
  });
}

export function otherReaderRows(at: At, readers: readonly OtherReader[]): ReviewerRow[] {
  return readers.map((reader) => ({ id: newId(), ...at, role: "reader", ...reader }));
}

export async function insertReaders(tx: Transaction, rows: readonly ReviewerRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(campaignReviewer).values([...rows]);
}
