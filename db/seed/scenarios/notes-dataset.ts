import { createHash } from "node:crypto";
import type { Split } from "@/domain/datasets/dataset-types";
import { dataset, datasetVersion, example } from "../../schema/datasets";
import { createRandom } from "../random";
import { type Seed, seedId } from "../seed-services";
import { type SeedNote, writeNotes } from "./clinical-notes";

export type SeedExample = SeedNote & { id: string; split: Split };
export type SeedDataset = { versionId: string; examples: SeedExample[] };

const ROWS = 300;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function splitOf(position: number): Split {
  if (position % 10 < 8) return "train";
  return position % 10 === 8 ? "validation" : "test";
}

/** Written notes of the scenario as two versions: the second adds the validation split. */
export async function writeNotesDataset(seed: Seed): Promise<SeedDataset> {
  const id = seedId("dataset");
  await seed.db.insert(dataset).values({ id, projectId: seed.projectId, name: "visit-notes" });
  const notes = writeNotes(createRandom(11), ROWS);
  const lines = notes.map((note) => JSON.stringify({ ...note, drugs: undefined }));
  const counts = { train: 240, validation: 30, test: 30 };
  const shared = { projectId: seed.projectId, datasetId: id, type: "notes" as const, holds: "synthetic" as const };
  const origin = {
    how: "generated" as const,
    fileName: "visit-notes.jsonl",
    format: "jsonl",
    columns: { source: "dialogue", reference: "note", section: "section" },
    seed: 11,
    problems: [],
    rowsRead: ROWS,
  };
  const version = (number: number, rows: number, splitCounts: Partial<Record<Split, number>>) => ({
    ...shared,
    id: seedId("notes-v", number),
    number,
    rows,
    splitCounts,
    digest: sha256(lines.slice(0, rows).join("\n")),
    bytes: Buffer.byteLength(lines.slice(0, rows).join("\n")),
    origin: { ...origin, rowsRead: rows },
  });
  const second = version(2, ROWS, counts);
  await seed.db.insert(datasetVersion).values([version(1, 4, { train: 4 }), second]);
  const examplesOf = (versionId: string, count: number, split: (position: number) => Split) =>
    notes.slice(0, count).map((note, position) => ({
      ...note,
      id: `${versionId}-${position}`,
      versionId,
      split: split(position),
    }));
  const examples = examplesOf(second.id, ROWS, splitOf);
  await seed.db.insert(example).values(
    [...examplesOf(seedId("notes-v", 1), 4, () => "train"), ...examples].map((item, position) => ({
      id: item.id,
      projectId: seed.projectId,
      datasetVersionId: item.versionId,
      position: position < 4 ? position : position - 4,
      split: item.split,
      groupKey: `visit-${position}`,
      section: item.section,
      source: item.source,
      reference: item.reference,
      sourceHash: sha256(item.source.toLowerCase()),
      metadata: {},
    })),
  );
  return { versionId: second.id, examples };
}
