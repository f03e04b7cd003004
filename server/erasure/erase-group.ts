import { createHash } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { example } from "@/db/schema/datasets";
import { erasure } from "@/db/schema/erasures";
import { generation } from "@/db/schema/evaluations";
import { newId } from "@/domain/identifiers";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { eraseRunFiles } from "./erase-run-files";
import { type ErasureScope, findGroup, type GroupOf } from "./find-group";

export function hashGroup(projectId: string, groupKey: string): string {
  return createHash("sha256")
    .update(JSON.stringify([projectId, groupKey]))
    .digest("hex");
}

function refuseOpenRuns({ openRuns }: ErasureScope): void {
  if (openRuns.length === 0) return;
  const names = openRuns.map(({ name }) => name).join(", ");
  throw new DomainError(
    "InvalidState",
    `${names} holds this text and has not ended, or has not delivered all that it wrote. Cancel it or wait for it.`,
  );
}

/**
 * Takes the text of a patient or document out of the database and of the files of runs, for good. What stays: hashes,
 * numbers, and the list of models that learned from it.
 */
export async function eraseGroup(
  { db, sql, now }: Services,
  home: string,
  by: { userId: string; reason: string },
  of: GroupOf,
): Promise<{ erasureId: string }> {
  const found = await findGroup(sql, of);
  refuseOpenRuns(found);
  const { projectId } = of;
  const id = newId();
  const groupHash = hashGroup(projectId, found.groupKey);
  const erasedAt = now();
  await db.transaction(async (tx) => {
    const ofExamples = and(eq(example.projectId, projectId), inArray(example.id, found.exampleIds));
    await tx
      .update(example)
      // The group's name may be a patient's; its hash keeps the splits apart as before.
      .set({
        source: "",
        reference: null,
        metadata: {},
        key: null,
        groupKey: `erased ${groupHash.slice(0, 16)}`,
        erasedAt,
      })
      .where(ofExamples);
    await tx
      .delete(generation)
      .where(and(eq(generation.projectId, projectId), inArray(generation.exampleId, found.exampleIds)));
    await tx.insert(erasure).values({
      id,
      projectId,
      groupHash,
      sourceHashes: found.sourceHashes,
      examples: found.exampleIds.length,
      generations: found.generations,
      models: found.models,
      reason: by.reason,
      erasedBy: by.userId,
      erasedAt,
    });
  });
  await eraseRunFiles({ sql, home }, found.runIds);
  // What an update leaves behind lies in the table's pages until they are cleaned.
  await sql`vacuum example`;
  await sql`vacuum generation`;
  return { erasureId: id };
}
