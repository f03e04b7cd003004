import { and, arrayOverlaps, eq, inArray, or } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { studyGroup, studyLaunch } from "@/db/schema/studies";
import { formatCounted } from "@/domain/format/number";
import type { NoteRole } from "@/domain/studies/note-role";
import { DomainError } from "../errors";

type Of = { projectId: string; studyId: string };

export type NoteRoles = {
  notesVersionId: string;
  seed: number;
  /** Share of the groups held out from training whose marks are harvested. */
  harvestShare: number;
  /** Patient or document to what its notes are for. */
  roles: ReadonlyMap<string, NoteRole>;
};

/** What the notes of a launched study are for; null where the study only groups runs and gave nothing a role. */
export async function readNoteRoles(db: Database | Transaction, { projectId, studyId }: Of): Promise<NoteRoles | null> {
  const ofLaunch = and(eq(studyLaunch.projectId, projectId), eq(studyLaunch.studyId, studyId));
  const [launch] = await db
    .select({
      notesVersionId: studyLaunch.notesVersionId,
      seed: studyLaunch.seed,
      harvestShare: studyLaunch.harvestShare,
    })
    .from(studyLaunch)
    .where(ofLaunch);
  if (!launch) return null;
  const groups = await db
    .select({ groupKey: studyGroup.groupKey, role: studyGroup.role })
    .from(studyGroup)
    .where(and(eq(studyGroup.projectId, projectId), eq(studyGroup.studyId, studyId)));
  return { ...launch, roles: new Map(groups.map(({ groupKey, role }) => [groupKey, role])) };
}

type Asked = Of & { groupKeys: readonly string[]; sourceHashes: readonly string[] };

const AT_ONCE = 10_000;

function inPieces(values: readonly string[]): string[][] {
  const once = [...new Set(values)];
  return Array.from({ length: Math.ceil(once.length / AT_ONCE) }, (_, at) =>
    once.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
}

async function findConfirming(tx: Database | Transaction, { projectId, studyId, groupKeys, sourceHashes }: Asked) {
  const found = new Set<string>();
  const confirming = and(
    eq(studyGroup.projectId, projectId),
    eq(studyGroup.studyId, studyId),
    eq(studyGroup.role, "confirm"),
  );
  const asked = [
    ...inPieces(groupKeys).map((keys) => inArray(studyGroup.groupKey, keys)),
    ...inPieces(sourceHashes).map((hashes) => arrayOverlaps(studyGroup.sourceHashes, hashes)),
  ];
  if (asked.length === 0) return found;
  const rows = await tx
    .select({ key: studyGroup.groupKey })
    .from(studyGroup)
    .where(and(confirming, or(...asked)));
  for (const { key } of rows) found.add(key);
  return found;
}

/**
 * Refuses what stands among the notes that only confirm, by patient or document and by the source's own text: what a
 * model learned from them would be measured on them.
 */
export async function refuseConfirming(tx: Database | Transaction, asked: Asked): Promise<void> {
  const found = await findConfirming(tx, asked);
  if (found.size === 0) return;
  const groups = formatCounted(found.size, "patient or document", "patients or documents");
  const what = `${groups} of these only ${found.size === 1 ? "confirms" : "confirm"} in this study.`;
  const why = "What is learned from them could not be measured on them, so pairs come from the harvested notes alone.";
  throw new DomainError("Validation", `${what} ${why}`, [
    { where: "notes", what, remedy: "Leave them out; the study says which notes are harvested." },
  ]);
}
