import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { erasure } from "@/db/schema/erasures";
import { hashGroup } from "../../erasure/erase-group";
import { type Frame, LeftOut } from "./frame";

/** Texts that come from outside under the name of a patient or document that was erased stay out, as rows of files do. */
export async function leaveErasedOut(db: Database, projectId: string, frame: Frame): Promise<Frame> {
  const erased = await db.select({ hash: erasure.groupHash }).from(erasure).where(eq(erasure.projectId, projectId));
  if (erased.length === 0) return frame;
  const hashes = new Set(erased.map(({ hash }) => hash));
  const leftOut = new LeftOut();
  for (const { reason, notes } of frame.leftOut) leftOut.add(reason, notes);
  const items = frame.items.filter(({ group, notes }) => {
    const gone = hashes.has(hashGroup(projectId, group));
    if (gone) leftOut.add("its patient or document was erased", notes.length);
    return !gone;
  });
  return { ...frame, items, leftOut: leftOut.list() };
}
