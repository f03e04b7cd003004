import { and, eq } from "drizzle-orm";
import { run } from "@/db/schema/runs";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { publishChange } from "../live/publish-change";
import type { RunAddress } from "./guard-action";

type Note = {
  /** As the person saw it before writing; another text by now is somebody else's and is not written over. */
  before: string;
  note: string;
};

export async function writeNote(
  { db }: Pick<Services, "db">,
  { projectId, runId }: RunAddress,
  { before, note }: Note,
): Promise<{ note: string }> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ note: run.note })
      .from(run)
      .where(and(eq(run.projectId, projectId), eq(run.id, runId)))
      .for("update");
    if (!found) throw new DomainError("NotFound", "There is no such run in this project; it may have been deleted.");
    if (found.note !== before && found.note !== note) {
      const what = "Somebody else changed this note meanwhile.";
      throw new DomainError("Conflict", what, [
        { where: "note", what, remedy: "Read theirs, then write yours again." },
      ]);
    }
    await tx.update(run).set({ note }).where(eq(run.id, runId));
    await publishChange(tx, { projectId, runId, kind: "state" });
    return { note };
  });
}
