import { createHash } from "node:crypto";
import { datasetVersion, example } from "../../../schema/datasets";
import { createRandom, type Random } from "../../random";
import { type Seed, seedId } from "../../seed-services";
import { type SeedNote, writeNotes } from "../clinical-notes";
import type { SeedExample } from "../notes-dataset";

const NOTES = 120;
export type NotesVersion = { id: string; examples: SeedExample[] };

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Two versions with texts of their own, so that what was scored on one cannot be set against the other. */
export async function writeVersion(seed: Seed, number: number): Promise<NotesVersion> {
  const id = seedId("methods-v", number);
  const notes = writeNotes(createRandom(40 + number), NOTES);
  const lines = notes.map((note) => JSON.stringify(note)).join("\n");
  await seed.db.insert(datasetVersion).values({
    id,
    projectId: seed.projectId,
    datasetId: seedId("methods-dataset"),
    number,
    type: "notes",
    digest: sha256(lines),
    rows: NOTES,
    bytes: Buffer.byteLength(lines),
    splitCounts: { test: NOTES },
    holds: "synthetic",
    origin: { how: "generated", fileName: null, format: "jsonl", columns: {}, problems: [], rowsRead: NOTES },
  });
  const examples = notes.map((note, at): SeedExample => ({ ...note, id: `${id}-${at}`, split: "test" }));
  await seed.db.insert(example).values(
    examples.map((item, position) => ({
      id: item.id,
      projectId: seed.projectId,
      datasetVersionId: id,
      position,
      split: "test" as const,
      groupKey: `${id} visit ${position}`,
      section: item.section,
      source: item.source,
      reference: item.reference,
      sourceHash: sha256(item.source.toLowerCase()),
    })),
  );
  return { id, examples };
}

/** How hard a note is does not depend on who writes it: methods agree more than chance would. */
export function writeAs(
  random: Random,
  { note, hardness, clean }: { note: SeedNote; hardness: number; clean: number },
): string {
  if (hardness * 0.6 + random.next() * 0.4 < clean) return note.reference;
  const slip = random.next();
  if (slip < 0.4) return `${note.reference.split(". ")[0]}.`;
  if (slip < 0.8) return note.reference.replace(/\d+/, (number) => String(Number(number) + 10));
  return `${note.reference} The patient was advised to rest.`;
}
